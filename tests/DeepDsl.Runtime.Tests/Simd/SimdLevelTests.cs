using DeepDsl.CompilerServices;

namespace DeepDsl.Runtime.Tests.Simd;

public sealed class SimdLevelTests
{
    [Theory]
    [InlineData(nameof(SimdWidth.Bits512))]
    [InlineData(nameof(SimdWidth.Bits256))]
    [InlineData(nameof(SimdWidth.Bits128))]
    [InlineData(nameof(SimdWidth.Scalar))]
    public void WithoutVariable_TheWidestIsChosen(string widest)
    {
        var width = Enum.Parse<SimdWidth>(widest);
        Assert.Equal(width, SimdLevel.Choose(null, other => other <= width));
        Assert.Equal(width, SimdLevel.Choose("", other => other <= width));
    }

    [Theory]
    [InlineData("512", nameof(SimdWidth.Bits512))]
    [InlineData("256", nameof(SimdWidth.Bits256))]
    [InlineData("128", nameof(SimdWidth.Bits128))]
    [InlineData("scalar", nameof(SimdWidth.Scalar))]
    [InlineData("Scalar", nameof(SimdWidth.Scalar))]
    public void Variable_DecidesTheWidth(string variable, string expected) =>
        Assert.Equal(Enum.Parse<SimdWidth>(expected), SimdLevel.Choose(variable, _ => true));

    [Fact]
    public void UnknownWidth_IsAnErrorThatListsTheChoices()
    {
        var error = Assert.Throws<InvalidOperationException>(() => SimdLevel.Choose("1024", _ => true));
        Assert.Equal(
            "The environment variable DEEPDSL_SIMD is \"1024\", expected 512, 256, 128 or scalar; remove it to use the fastest registers.",
            error.Message);
    }

    [Fact]
    public void WidthThatTheMachineLacks_IsAnErrorThatNamesTheWidest()
    {
        var error = Assert.Throws<InvalidOperationException>(() => SimdLevel.Choose("512", width => width <= SimdWidth.Bits256));
        Assert.Equal(
            "The environment variable DEEPDSL_SIMD asks for 512-bit registers, but the widest that this process can use are 256-bit registers; "
            + "set it to that, or remove it.",
            error.Message);
    }

    [Theory]
    [InlineData("256", SimdWidth.Bits256)]
    [InlineData("512", SimdWidth.Bits512)]
    [InlineData(null, SimdWidth.Bits256)]
    public void WhereTheWidestAreSlower_TheNextIsChosenUnlessAskedFor(string? variable, SimdWidth expected) =>
        Assert.Equal(expected, SimdLevel.Choose(variable, _ => true, slowerWith512Bits: true));

    [Fact]
    public void WidthThatAProgramCannotHave_IsAnErrorThatNamesTheWidest()
    {
        Func<SimdWidth, bool> machine = width => width <= SimdWidth.Bits128;
        Assert.Equal(SimdWidth.Scalar, SimdLevel.Check(SimdWidth.Scalar, machine));
        Assert.StartsWith(
            "Device.Cpu was asked for 256-bit registers, but the widest that this process can use are 128-bit registers; ask for those, or "
            + "leave the width out.",
            Assert.Throws<ArgumentException>(() => SimdLevel.Check(SimdWidth.Bits256, machine)).Message);
        Assert.StartsWith(
            "Device.Cpu was asked for SimdWidth 7, but", Assert.Throws<ArgumentException>(() => SimdLevel.Check((SimdWidth)7, machine)).Message);
    }

    [Theory]
    [InlineData(SimdWidth.Bits512, SimdWidth.Bits512, null, "the widest here")]
    [InlineData(SimdWidth.Bits256, SimdWidth.Bits256, null, "faster here than wider ones")]
    [InlineData(SimdWidth.Bits256, SimdWidth.Bits256, "256", "set by DEEPDSL_SIMD")]
    [InlineData(SimdWidth.Bits128, SimdWidth.Bits256, "256", "asked for by the program")]
    public void Reason_NamesWhoDecided(SimdWidth width, SimdWidth best, string? variable, string expected) =>
        Assert.Equal(expected, SimdLevel.Reason(width, best, SimdWidth.Bits512, variable));

    [Theory]
    [InlineData(SimdWidth.Bits256, true, "256-bit registers")]
    [InlineData(SimdWidth.Bits128, true, "128-bit registers")]
    [InlineData(SimdWidth.Bits128, false, "128-bit registers without fused multiply-add")]
    [InlineData(SimdWidth.Scalar, false, "scalar registers without fused multiply-add")]
    public void Arithmetic_NamesWhatDecidesTheLastBits(SimdWidth width, bool hasMultiplyAdd, string expected) =>
        Assert.Equal(expected, SimdLevel.Arithmetic(width, hasMultiplyAdd));

    [Fact]
    public void Processor_IsReadAsManualsCountFamiliesAndModels()
    {
        // The signatures of a Cascade Lake and of a Zen 5 server.
        (int, int, int, int) intel = (0x16, 0x756E6547, 0x6C65746E, 0x49656E69);
        Assert.Equal(new Processor("GenuineIntel", 6, 0x55), Processor.Read(intel, 0x00050657));
        (int, int, int, int) amd = (0x10, 0x68747541, 0x444D4163, 0x69746E65);
        Assert.Equal(new Processor("AuthenticAMD", 26, 2), Processor.Read(amd, 0x00B00F21));
    }
}
