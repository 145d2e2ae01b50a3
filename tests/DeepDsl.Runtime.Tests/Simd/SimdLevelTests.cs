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
            "The environment variable DEEPDSL_SIMD is \"1024\", expected 512, 256, 128 or scalar; remove it to use the widest registers.",
            error.Message);
    }

    [Fact]
    public void WidthThatTheMachineLacks_IsAnErrorThatNamesTheWidest()
    {
        var error = Assert.Throws<InvalidOperationException>(() => SimdLevel.Choose("512", width => width <= SimdWidth.Bits256));
        Assert.Equal(
            "The environment variable DEEPDSL_SIMD asks for 512-bit registers, but the widest that this process can use are 256; "
            + "set it to that, or remove it.",
            error.Message);
    }
}
