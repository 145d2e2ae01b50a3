using DeepDsl.Gpu.Tests.Zoo;

namespace DeepDsl.Gpu.Tests;

/// <summary>Which device a program gets, by number, by name, by the environment.</summary>
public sealed class DeviceChoiceTests
{
    private static readonly string[] TwoCards = ["NVIDIA H100 80GB HBM3 (CUDA, 79.6 GiB)", "NVIDIA GeForce RTX 3060 (CUDA, 12 GiB)"];

    [Theory]
    [InlineData("h100", 0)]
    [InlineData("RTX 3060", 1)]
    [InlineData("nvidia", 0)]
    public void Name_FindsTheFirstCardThatHasIt(string name, int number) => Assert.Equal(number, Cards.Number(name, TwoCards));

    [Fact]
    public void NameOfNoCard_IsAnErrorThatListsThem()
    {
        var error = Assert.Throws<InvalidOperationException>(() => Cards.Number("A100", TwoCards));

        Assert.Equal(
            "There is no GPU with 'A100' in its name; found 0: NVIDIA H100 80GB HBM3 (CUDA, 79.6 GiB), "
            + "1: NVIDIA GeForce RTX 3060 (CUDA, 12 GiB).", error.Message);
    }

    [Fact]
    public void ManyCards_AreCutAtTen() => Assert.Contains(
        "9: card and 3 more.", Cards.Missing("number 20", [.. Enumerable.Repeat("card", 13)]).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("cpu", "Cpu", 0, "")]
    [InlineData(" BEST ", "Best", 0, "")]
    [InlineData("gpu", "GpuByNumber", 0, "")]
    [InlineData("gpu:3", "GpuByNumber", 3, "")]
    [InlineData("GPU:H100", "GpuByName", 0, "H100")]
    [InlineData("gpu: RTX 3060", "GpuByName", 0, "RTX 3060")]
    public void Words_NameDevices(string text, string what, int index, string name)
    {
        Assert.True(DeviceChoice.TryParse(text, out var choice));
        Assert.Equal((what, index, name), (choice.What.ToString(), choice.Index, choice.Name));
    }

    [Theory]
    [InlineData("")]
    [InlineData("gpu:")]
    [InlineData("cuda")]
    [InlineData("cpu:2")]
    public void OtherWords_AreRefused(string text)
    {
        var error = Assert.Throws<ArgumentException>(() => Device.Choose(text));

        Assert.Equal(
            $"'{text}' names no device; write cpu, gpu, gpu:1 (its number), gpu:H100 (a part of its name), or best.", error.Message);
    }

    [Fact]
    public void WrongVariable_IsOneSentence()
    {
        var error = Assert.Throws<InvalidOperationException>(() => DeviceChoice.Best("tpu"));

        Assert.Equal(
            "DEEPDSL_DEVICE is 'tpu', which names no device; write cpu, gpu, gpu:1 (its number), gpu:H100 (a part of its name), or best.",
            error.Message);
    }

    [Theory]
    [InlineData("cpu")]
    [InlineData("CPU")]
    public void VariableOverridesTheBest(string variable) => Assert.Same(Device.Cpu(), DeviceChoice.Best(variable));

    [Theory]
    [InlineData(null)]
    [InlineData("best")]
    public void Best_IsTheFirstCardOrTheCpu(string? variable)
    {
        var device = DeviceChoice.Best(variable);

        Assert.Same(Cards.All.Count > 0 ? Device.Gpu() : Device.Cpu(), device);
    }

    [Fact]
    public void Best_TrainsAsTheReadmeShows()
    {
        float[] images = GpuTest.Random(2 * 256, 1);
        int[] labels = [3, 7];

        // <gpu>
        var net = new LeNet(seed: 1, Device.Best());
        float loss = net.TrainStep(images, labels);
        // </gpu>

        Assert.InRange(loss, 1, 5);
        Assert.True(net.TrainStep(images, labels) < loss);
    }

    [Fact]
    public void CardThatIsNotThere_IsAnErrorWhereTheVariableAsksForIt() =>
        Assert.Throws<InvalidOperationException>(() => DeviceChoice.Best("gpu:no such card"));
}
