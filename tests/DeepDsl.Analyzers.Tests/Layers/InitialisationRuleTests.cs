using DeepDsl.Analyzers.Tests.Harness;
using static DeepDsl.Analyzers.Tests.Harness.RuleTest;

namespace DeepDsl.Analyzers.Tests.Layers;

public sealed class InitialisationRuleTests
{
    [Fact]
    public void DD3001_ConstantInit_Triggers() => Triggers("DD3001",
        "[Model, Input(4), Dense(16, Activation = Activation.Tanh, Init = [|Init.Constant|], InitValue = 0.5), "
        + "Dense(3), Loss(Loss.SoftmaxCrossEntropy)] partial class Net;",
        "Dense(16, Activation = Activation.Tanh, Init = Init.Constant, InitValue = 0.5) (layer 1) starts all its "
        + "weights at 0.5, so its 16 units compute the same thing; random weights make them differ. Remove Init, so "
        + "that the weights start as fits the activation.");

    [Theory]
    [InlineData("random weights",
        "[Model, Input(4), Dense(16, Activation = Activation.Tanh, Init = Init.Normal), Dense(3), "
        + "Loss(Loss.SoftmaxCrossEntropy)] partial class Net;")]
    [InlineData("one layer alone",
        "[Model, Input(4), Dense(3, Init = Init.Zeros), Loss(Loss.SoftmaxCrossEntropy)] partial class Net;")]
    [InlineData("an output head",
        "[Model, Input(4), Dense(16, Activation = Activation.ReLU), Dense(3, Init = Init.Zeros), "
        + "Loss(Loss.SoftmaxCrossEntropy)] partial class Net;")]
    [InlineData("end of a residual branch",
        "[Block, Identity(Name = \"x\"), Dense(8, Activation = Activation.ReLU), Dense(8, Init = Init.Zeros), "
        + "Add(\"x\"), ReLU] partial class Res; [Model, Input(8), Res(Repeat = 2), Dense(3), "
        + "Loss(Loss.SoftmaxCrossEntropy)] partial class Net;")]
    [InlineData("frozen box filter",
        "[Model, Input(8, 8, 3), DepthwiseConv2D(Kernel = 3, Init = Init.Constant, InitValue = 0.1), Conv2D(8, "
        + "Kernel = 1, Activation = Activation.ReLU), GlobalAvgPool2D, Dense(3), Loss(Loss.SoftmaxCrossEntropy)] partial class Net;")]
    [InlineData("norm scale",
        "[Model, Input(4), Dense(16, Bias = false), BatchNorm, ReLU, Dense(3), Loss(Loss.SoftmaxCrossEntropy)] partial class Net;")]
    public void DD3001_ConstantInit_DoesNotTrigger(string what, string source)
    {
        Assert.NotEmpty(what);
        DoesNotTrigger(source);
    }

    [Fact]
    public Task DD3001_ConstantInit_Fix() => FixTest.Fixed(
        "[Model, Input(4), Dense(16, Activation = Activation.Tanh, Init = Init.Zeros), Dense(3), "
        + "Loss(Loss.SoftmaxCrossEntropy)] partial class Net;\n",
        "Remove Init",
        "[Model, Input(4), Dense(16, Activation = Activation.Tanh), Dense(3), Loss(Loss.SoftmaxCrossEntropy)] partial class Net;\n");

    [Fact]
    public Task DD3001_ConstantInit_FixAll() => FixTest.FixesAll(
        "[Model, Input(4), Dense(16, Init = Init.Constant, InitValue = 1, Activation = Activation.ReLU), Dense(16, "
        + "Activation = Activation.ReLU, Init = Init.Ones), Dense(3), Loss(Loss.SoftmaxCrossEntropy)] partial class Net;\n",
        "[Model, Input(4), Dense(16, Activation = Activation.ReLU), Dense(16, Activation = Activation.ReLU), "
        + "Dense(3), Loss(Loss.SoftmaxCrossEntropy)] partial class Net;\n");

    [Fact]
    public void DD3002_BiasStart_Triggers() => Triggers("DD3002",
        "[Model, Input(4), Dense(16, Activation = Activation.Tanh, BiasInit = [|Init.Constant|], BiasInitValue = "
        + "0.5), Dense(3), Loss(Loss.SoftmaxCrossEntropy)] partial class Net;",
        "Dense(16, Activation = Activation.Tanh, BiasInit = Init.Constant, BiasInitValue = 0.5) (layer 1) starts "
        + "its biases at 0.5; hidden layers start them at 0, since random weights already make units differ. Remove BiasInit.");

    [Theory]
    [InlineData("small positive in front of ReLU",
        "[Model, Input(4), Dense(16, BiasInit = Init.Constant, BiasInitValue = 0.1), ReLU, Dense(3), "
        + "Loss(Loss.SoftmaxCrossEntropy)] partial class Net;")]
    [InlineData("AlexNet",
        "[Model, Input(4), Dense(16, Activation = Activation.ReLU, BiasInit = Init.Ones), Dense(3), "
        + "Loss(Loss.SoftmaxCrossEntropy)] partial class Net;")]
    [InlineData("constant zero",
        "[Model, Input(4), Dense(16, Activation = Activation.Tanh, BiasInit = Init.Constant), Dense(3), "
        + "Loss(Loss.SoftmaxCrossEntropy)] partial class Net;")]
    [InlineData("output",
        "[Model, Input(4), Dense(16, Activation = Activation.Tanh), Dense(1, BiasInit = Init.Constant, "
        + "BiasInitValue = -4.6), Loss(Loss.SigmoidCrossEntropy)] partial class Net;")]
    [InlineData("highway gate",
        "[Model, Input(4), Dense(4, Activation = Activation.ReLU, Name = \"h\"), Dense(4, Activation = "
        + "Activation.Sigmoid, BiasInit = Init.Constant, BiasInitValue = -2), Multiply(\"h\"), Dense(3), "
        + "Loss(Loss.SoftmaxCrossEntropy)] partial class Net;")]
    public void DD3002_BiasStart_DoesNotTrigger(string what, string source)
    {
        Assert.NotEmpty(what);
        DoesNotTrigger(source);
    }

    [Fact]
    public Task DD3002_BiasStart_Fix() => FixTest.Fixed(
        "[Model, Input(4), Dense(16, Activation = Activation.Tanh, BiasInit = Init.Uniform, BiasInitValue = 0.1), "
        + "Dense(3), Loss(Loss.SoftmaxCrossEntropy)] partial class Net;\n",
        "Remove BiasInit",
        "[Model, Input(4), Dense(16, Activation = Activation.Tanh), Dense(3), Loss(Loss.SoftmaxCrossEntropy)] partial class Net;\n");

    [Fact]
    public Task DD3002_BiasStart_FixAll() => FixTest.FixesAll(
        "[Model, Input(4), Dense(16, Activation = Activation.Tanh, BiasInit = Init.Normal), Dense(16, BiasInit = "
        + "Init.Ones), Tanh, Dense(3), Loss(Loss.SoftmaxCrossEntropy)] partial class Net;\n",
        "[Model, Input(4), Dense(16, Activation = Activation.Tanh), Dense(16), Tanh, Dense(3), "
        + "Loss(Loss.SoftmaxCrossEntropy)] partial class Net;\n");

    [Fact]
    public void DD3007_HeInitOnSaturation_Triggers() => Triggers("DD3007",
        "[Model, Input(4), Dense(16, Init = [|Init.HeUniform|]), Tanh, Dense(3), Loss(Loss.SoftmaxCrossEntropy)] partial class Net;",
        "Dense(16, Init = Init.HeUniform) (layer 1) starts with Init.HeUniform, variance 2 / 4, which makes up for "
        + "what ReLU cuts off; Tanh cuts nothing off, and saturates. Remove Init for GlorotUniform.");

    [Theory]
    [InlineData("ReLU",
        "[Model, Input(4), Dense(16, Init = Init.HeNormal), ReLU, Dense(3), Loss(Loss.SoftmaxCrossEntropy)] partial class Net;")]
    [InlineData("auto",
        "[Model, Input(4), Dense(16, Activation = Activation.Tanh), Dense(3), Loss(Loss.SoftmaxCrossEntropy)] partial class Net;")]
    [InlineData("norm between",
        "[Model, Input(4), Dense(16, Init = Init.HeNormal, Bias = false), BatchNorm, Tanh, Dense(3), "
        + "Loss(Loss.SoftmaxCrossEntropy)] partial class Net;")]
    [InlineData("gate",
        "[Model, Input(4), Dense(4, Activation = Activation.ReLU, Name = \"h\"), Dense(4, Activation = "
        + "Activation.Sigmoid, Init = Init.HeNormal), Multiply(\"h\"), Dense(3), Loss(Loss.SoftmaxCrossEntropy)] partial class Net;")]
    [InlineData("output",
        "[Model, Input(4), Dense(16, Activation = Activation.ReLU), Dense(1, Activation = Activation.Sigmoid, Init "
        + "= Init.HeNormal), Loss(Loss.BinaryCrossEntropy)] partial class Net;")]
    public void DD3007_HeInitOnSaturation_DoesNotTrigger(string what, string source)
    {
        Assert.NotEmpty(what);
        DoesNotTrigger(source);
    }

    [Fact]
    public Task DD3007_HeInitOnSaturation_Fix() => FixTest.Fixed(
        "[Model, Input(4), Dense(16, Activation = Activation.Sigmoid, Init = Init.HeNormal), Dense(3), "
        + "Loss(Loss.SoftmaxCrossEntropy)] partial class Net;\n",
        "Remove Init",
        "[Model, Input(4), Dense(16, Activation = Activation.Sigmoid), Dense(3), Loss(Loss.SoftmaxCrossEntropy)] partial class Net;\n");

    [Fact]
    public Task DD3007_HeInitOnSaturation_FixAll() => FixTest.FixesAll(
        "[Model, Input(4), Dense(16, Init = Init.HeNormal, Activation = Activation.Tanh), Dense(16, Init = "
        + "Init.HeUniform), Tanh, Dense(3), Loss(Loss.SoftmaxCrossEntropy)] partial class Net;\n",
        "[Model, Input(4), Dense(16, Activation = Activation.Tanh), Dense(16), Tanh, Dense(3), "
        + "Loss(Loss.SoftmaxCrossEntropy)] partial class Net;\n");

    [Fact]
    public void DD3008_GlorotInitOnReLU_Triggers() => Triggers("DD3008",
        "[Model, Input(4), Dense(16, Activation = Activation.ReLU), Dense(16, Activation = Activation.ReLU), "
        + "Dense(16, Activation = Activation.ReLU), Dense(16, Activation = Activation.ReLU), Dense(16, Activation = "
        + "Activation.ReLU), Dense(16, Activation = Activation.ReLU), Dense(16, Activation = Activation.ReLU), "
        + "Dense(16, Activation = Activation.ReLU), Dense(16, Activation = Activation.ReLU), Dense(16, Activation = "
        + "Activation.ReLU, Init = [|Init.GlorotUniform|]), Dense(3), Loss(Loss.SoftmaxCrossEntropy)] partial class Net;",
        "Dense(16, Activation = Activation.ReLU, Init = Init.GlorotUniform) (layer 10) starts with "
        + "Init.GlorotUniform, which leaves half of the variance behind each ReLU: behind 11 such layers 0.00049. "
        + "Remove Init for HeNormal.");

    [Theory]
    [InlineData("shallow",
        "[Model, Input(4), Dense(16, Activation = Activation.ReLU), Dense(16, Activation = Activation.ReLU), "
        + "Dense(16, Activation = Activation.ReLU), Dense(16, Activation = Activation.ReLU, Init = "
        + "Init.GlorotUniform), Dense(16, Activation = Activation.ReLU, Init = Init.GlorotUniform), Dense(16, "
        + "Activation = Activation.ReLU, Init = Init.GlorotUniform), Dense(3), Loss(Loss.SoftmaxCrossEntropy)] partial class Net;")]
    [InlineData("normalised",
        "[Model, Input(4), Dense(16, Init = Init.GlorotNormal, Bias = false), BatchNorm, ReLU, Dense(16, Init = "
        + "Init.GlorotNormal, Bias = false), BatchNorm, ReLU, Dense(16, Init = Init.GlorotNormal, Bias = false), "
        + "BatchNorm, ReLU, Dense(16, Init = Init.GlorotNormal, Bias = false), BatchNorm, ReLU, Dense(16, Init = "
        + "Init.GlorotNormal, Bias = false), BatchNorm, ReLU, Dense(16, Init = Init.GlorotNormal, Bias = false), "
        + "BatchNorm, ReLU, Dense(16, Init = Init.GlorotNormal, Bias = false), BatchNorm, ReLU, Dense(16, Init = "
        + "Init.GlorotNormal, Bias = false), BatchNorm, ReLU, Dense(16, Init = Init.GlorotNormal, Bias = false), "
        + "BatchNorm, ReLU, Dense(16, Init = Init.GlorotNormal, Bias = false), BatchNorm, ReLU, Dense(3), "
        + "Loss(Loss.SoftmaxCrossEntropy)] partial class Net;")]
    [InlineData("tanh",
        "[Model, Input(4), Dense(16, Activation = Activation.ReLU), Dense(16, Activation = Activation.ReLU), "
        + "Dense(16, Activation = Activation.ReLU), Dense(16, Activation = Activation.ReLU), Dense(16, Activation = "
        + "Activation.ReLU), Dense(16, Activation = Activation.ReLU), Dense(16, Activation = Activation.ReLU), "
        + "Dense(16, Activation = Activation.ReLU), Dense(16, Activation = Activation.ReLU), Dense(16, Activation = "
        + "Activation.Tanh, Init = Init.GlorotUniform), Dense(3), Loss(Loss.SoftmaxCrossEntropy)] partial class Net;")]
    public void DD3008_GlorotInitOnReLU_DoesNotTrigger(string what, string source)
    {
        Assert.NotEmpty(what);
        DoesNotTrigger(source);
    }

    [Fact]
    public Task DD3008_GlorotInitOnReLU_Fix() => FixTest.Fixed(
        "[Model, Input(4), Dense(16, Activation = Activation.ReLU), Dense(16, Activation = Activation.ReLU), "
        + "Dense(16, Activation = Activation.ReLU), Dense(16, Activation = Activation.ReLU), Dense(16, Activation = "
        + "Activation.ReLU), Dense(16, Activation = Activation.ReLU), Dense(16, Activation = Activation.ReLU), "
        + "Dense(16, Activation = Activation.ReLU), Dense(16, Activation = Activation.ReLU), Dense(16, Init = "
        + "Init.GlorotUniform), ReLU, Dense(3), Loss(Loss.SoftmaxCrossEntropy)] partial class Net;\n",
        "Use Init.HeNormal",
        "[Model, Input(4), Dense(16, Activation = Activation.ReLU), Dense(16, Activation = Activation.ReLU), "
        + "Dense(16, Activation = Activation.ReLU), Dense(16, Activation = Activation.ReLU), Dense(16, Activation = "
        + "Activation.ReLU), Dense(16, Activation = Activation.ReLU), Dense(16, Activation = Activation.ReLU), "
        + "Dense(16, Activation = Activation.ReLU), Dense(16, Activation = Activation.ReLU), Dense(16, Init = "
        + "Init.HeNormal), ReLU, Dense(3), Loss(Loss.SoftmaxCrossEntropy)] partial class Net;\n");

    [Fact]
    public Task DD3008_GlorotInitOnReLU_FixAll() => FixTest.FixesAll(
        "[Model, Input(4), Dense(16, Activation = Activation.ReLU), Dense(16, Activation = Activation.ReLU), "
        + "Dense(16, Activation = Activation.ReLU), Dense(16, Activation = Activation.ReLU), Dense(16, Activation = "
        + "Activation.ReLU), Dense(16, Activation = Activation.ReLU), Dense(16, Activation = Activation.ReLU), "
        + "Dense(16, Activation = Activation.ReLU), Dense(16, Activation = Activation.ReLU, Init = "
        + "Init.GlorotUniform), Dense(16, Activation = Activation.ReLU, Init = Init.GlorotUniform), Dense(3), "
        + "Loss(Loss.SoftmaxCrossEntropy)] partial class Net;\n",
        "[Model, Input(4), Dense(16, Activation = Activation.ReLU), Dense(16, Activation = Activation.ReLU), "
        + "Dense(16, Activation = Activation.ReLU), Dense(16, Activation = Activation.ReLU), Dense(16, Activation = "
        + "Activation.ReLU), Dense(16, Activation = Activation.ReLU), Dense(16, Activation = Activation.ReLU), "
        + "Dense(16, Activation = Activation.ReLU), Dense(16, Activation = Activation.ReLU), Dense(16, Activation = "
        + "Activation.ReLU), Dense(3), Loss(Loss.SoftmaxCrossEntropy)] partial class Net;\n");

    [Fact]
    public void DD3009_SeluInit_Triggers() => Triggers("DD3009",
        "[Model, Input(4), Dense(16, Activation = Activation.SELU, Init = [|Init.HeNormal|]), Dense(3), "
        + "Loss(Loss.SoftmaxCrossEntropy)] partial class Net;",
        "Dense(16, Activation = Activation.SELU, Init = Init.HeNormal) (layer 1) starts with Init.HeNormal, but "
        + "SELU keeps mean 0 and variance 1 only where weights start with variance 1 / 4. Remove Init for LeCunNormal.");

    [Theory]
    [InlineData("auto",
        "[Model, Input(4), Dense(16, Activation = Activation.SELU), Dense(3), Loss(Loss.SoftmaxCrossEntropy)] partial class Net;")]
    [InlineData("LeCun",
        "[Model, Input(4), Dense(16, Init = Init.LeCunUniform), SELU, Dense(3), Loss(Loss.SoftmaxCrossEntropy)] partial class Net;")]
    [InlineData("another activation",
        "[Model, Input(4), Dense(16), ReLU, Dense(3), Loss(Loss.SoftmaxCrossEntropy)] partial class Net;")]
    public void DD3009_SeluInit_DoesNotTrigger(string what, string source)
    {
        Assert.NotEmpty(what);
        DoesNotTrigger(source);
    }

    [Fact]
    public Task DD3009_SeluInit_Fix() => FixTest.Fixed(
        "[Model, Input(4), Dense(16, Activation = Activation.SELU, Init = Init.GlorotUniform), Dense(3), "
        + "Loss(Loss.SoftmaxCrossEntropy)] partial class Net;\n",
        "Remove Init",
        "[Model, Input(4), Dense(16, Activation = Activation.SELU), Dense(3), Loss(Loss.SoftmaxCrossEntropy)] partial class Net;\n");

    [Fact]
    public Task DD3009_SeluInit_FixAll() => FixTest.FixesAll(
        "[Model, Input(4), Dense(16), SELU, Dense(8, Init = Init.HeNormal), SELU, Dense(3), "
        + "Loss(Loss.SoftmaxCrossEntropy)] partial class Net;\n",
        "[Model, Input(4), Dense(16, Init = Init.LeCunNormal), SELU, Dense(8, Init = Init.LeCunNormal), SELU, "
        + "Dense(3), Loss(Loss.SoftmaxCrossEntropy)] partial class Net;\n");
}
