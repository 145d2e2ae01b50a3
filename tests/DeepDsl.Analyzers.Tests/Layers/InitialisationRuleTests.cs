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

    [Fact]
    public void DD3001_ConstantInit_of_an_output_behind_another_Triggers() => Assert.Contains(
        "Dense(3, Init = Init.Ones) (layer 2) starts all its weights at 1, and so do all units that it reads, which therefore learn the same thing",
        Messages("[Model, Input(4), Dense(16, Activation = Activation.Tanh, Init = Init.Ones), Dense(3, Init = Init.Ones), "
            + "Loss(Loss.SoftmaxCrossEntropy)] partial class Net;"), StringComparison.Ordinal);

    [Fact]
    public void DD3001_ConstantInit_of_groups_Triggers() => Assert.Contains("so the 4 units of each group compute the same thing",
        Messages("[Model, Input(8, 8, 4), Conv2D(8, Kernel = 3, Groups = 2, Activation = Activation.ReLU, Init = Init.Ones), GlobalAvgPool2D, Dense(3), "
            + "Loss(Loss.SoftmaxCrossEntropy)] partial class Net;"), StringComparison.Ordinal);

    /// <summary>A sum reads it, but so does the branch: it is no end of one.</summary>
    [Fact]
    public void DD3001_ConstantInit_in_front_of_a_residual_block_Triggers() => Assert.Contains("Dense(8, Init = Init.Ones) (layer 1) starts all its weights at 1",
        Messages("[Block, Identity(Name = \"x\"), ReLU, Dense(8, Activation = Activation.ReLU), Dense(8), Add(\"x\")] partial class Res; "
            + "[Model, Input(8), Dense(8, Init = Init.Ones), Res, ReLU, Dense(3), Loss(Loss.SoftmaxCrossEntropy)] partial class Net;"), StringComparison.Ordinal);

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
        Stack("Dense(16, Activation = Activation.ReLU, Init = Init.GlorotUniform), ", 10, "").Replace("Input(4), Dense(16, Activation = Activation.ReLU, Init = "
            + "Init.GlorotUniform", "Input(4), Dense(16, Activation = Activation.ReLU, Init = [|Init.GlorotUniform|]", StringComparison.Ordinal),
        "Dense(16, Activation = Activation.ReLU, Init = Init.GlorotUniform) (layer 1) starts with "
        + "Init.GlorotUniform, which leaves half of the variance behind each ReLU: behind 10 such layers 0.00098. "
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
        "[Block, Dense(16, Activation = Activation.ReLU, Init = Init.GlorotUniform)] partial class Unit; [Model, Input(4), Unit(Repeat = 9), Dense(16, "
        + "Activation = Activation.Tanh, Init = Init.GlorotUniform), Dense(3), Loss(Loss.SoftmaxCrossEntropy)] partial class Net;")]
    [InlineData("one layer of a deep stack",
        "[Block, Dense(16, Activation = Activation.ReLU)] partial class Unit; [Model, Input(4), Unit(Repeat = 10), Dense(16, "
        + "Activation = Activation.ReLU, Init = Init.GlorotUniform), Dense(3), Loss(Loss.SoftmaxCrossEntropy)] partial class Net;")]
    [InlineData("some beside each other",
        "[Block, Dense(16, Activation = Activation.ReLU, Init = Init.GlorotUniform)] partial class Unit; [Model, Input(4), Unit(Repeat = 8, Name = \"x\"), "
        + "Unit(Name = \"a\"), Unit(From = \"x\"), Concat(\"a\"), Dense(3), Loss(Loss.SoftmaxCrossEntropy)] partial class Net;")]
    public void DD3008_GlorotInitOnReLU_DoesNotTrigger(string what, string source)
    {
        Assert.NotEmpty(what);
        DoesNotTrigger(source);
    }

    [Fact]
    public Task DD3008_GlorotInitOnReLU_Fix() => FixTest.Fixed(
        Stack("Dense(16, Init = Init.GlorotUniform), ReLU, ", 10, "") + "\n",
        "Use Init.HeNormal in these 10 layers",
        Stack("Dense(16, Init = Init.HeNormal), ReLU, ", 10, "") + "\n");

    /// <summary>One finding for a stack, and one fix.</summary>
    [Fact]
    public Task DD3008_GlorotInitOnReLU_Fix_of_a_stack() => FixTest.Fixed(
        Stack("Dense(16, Activation = Activation.ReLU, Init = Init.GlorotUniform), ", 10, "") + "\n",
        "Remove Init in these 10 layers",
        Stack("Dense(16, Activation = Activation.ReLU), ", 10, "") + "\n");

    private static string Stack(string layer, int count, string train) =>
        $"[Model, Input(4), {string.Concat(Enumerable.Repeat(layer, count))}Dense(3), Loss(Loss.SoftmaxCrossEntropy){train}] partial class Net;";

    private const string Gradient = ", Train(Optimizer = Optimizer.SGD, LearningRate = 0.1)";

    private const string Tiny = "Dense(16, Activation = Activation.ReLU, Init = Init.Uniform, InitValue = 0.05), ";

    [Fact]
    public void DD3025_SignalScale_fades_Triggers() => Triggers("DD3025",
        Stack(Tiny, 9, Gradient).Replace("Input(4), Dense(16, Activation = Activation.ReLU, Init = Init.Uniform",
            "Input(4), Dense(16, Activation = Activation.ReLU, Init = [|Init.Uniform|]", StringComparison.Ordinal),
        "Dense(16, Activation = Activation.ReLU, Init = Init.Uniform, InitValue = 0.05) (layer 1) starts with Init.Uniform of 0.05, which makes 0.041 of a "
        + "signal of 1; up to Dense(16, Activation = Activation.ReLU, Init = Init.Uniform, InitValue = 0.05) (layer 6) 6 layers together make 1E-7 of it, "
        + "and of the gradient on its way back, which vanishes. Remove Init, so that weights start as fits their number.");

    /// <summary>A gain below a hundredth is not printed as 0.</summary>
    [Fact]
    public void DD3025_small_gain_Triggers() => Assert.Contains("makes 0.00082 of a signal of 1", Message("DD3025",
        "[Model, Input(4), Dense(16, Activation = Activation.ReLU, Init = [|Init.Uniform|], InitValue = 0.001), "
        + "Dense(16, Activation = Activation.ReLU, Init = Init.Uniform, InitValue = 0.001), "
        + $"Dense(16, Activation = Activation.ReLU, Init = Init.Uniform, InitValue = 0.001), Dense(3), Loss(Loss.SoftmaxCrossEntropy){Gradient}] "
        + "partial class Net;"), StringComparison.Ordinal);

    [Fact]
    public void DD3025_SignalScale_explodes_Triggers() => Assert.Contains("which overflows", Message("DD3025",
        "[Block, Dense(512, Activation = Activation.ReLU, Init = Init.Normal, InitValue = 1)] partial class Wide;\n"
        + "[Model, Input(512), [|Wide(Repeat = 8)|], Dense(3), Loss(Loss.SoftmaxCrossEntropy)] partial class Net;"), StringComparison.Ordinal);

    /// <summary>Shallow, adaptive, normalised, lifted by biases, bounded, and started as fits their number.</summary>
    [Theory]
    [InlineData(Tiny, 4, Gradient)]
    [InlineData(Tiny, 6, "")]
    [InlineData("Dense(16, Bias = false, Init = Init.Uniform, InitValue = 0.05), BatchNorm, ReLU, ", 9, Gradient)]
    [InlineData("Dense(16, Activation = Activation.ReLU, Init = Init.Uniform, InitValue = 0.05, BiasInit = Init.Constant, BiasInitValue = 0.1), ", 9, Gradient)]
    [InlineData("Dense(64, Activation = Activation.Tanh, Init = Init.Normal, InitValue = 1), ", 4, Gradient)]
    [InlineData("Dense(64, Activation = Activation.ReLU, Init = Init.Normal, InitValue = 0.15), ", 9, Gradient)]
    public void DD3025_SignalScale_DoesNotTrigger(string layer, int count, string train) => DoesNotTrigger(Stack(layer, count, train));

    /// <summary>What filters leave depends on the frequencies of what they read: they are not counted, and hide no layer that is.</summary>
    [Theory]
    [InlineData("")]
    [InlineData("(InitValue = 0.001)")]
    public void DD3025_spectral_filters_DoesNotTrigger(string arguments) => DoesNotTrigger(
        $"[Model, Input(16, 4), {string.Concat(Enumerable.Repeat($"SpectralFilter{arguments}, ", 5))}GlobalAvgPool1D, Dense(3), "
        + $"Loss(Loss.SoftmaxCrossEntropy){Gradient}] partial class Net;");

    [Fact]
    public void DD3025_between_spectral_filters_Triggers() => Assert.Contains("6 layers together make 1E-7 of it", Message("DD3025",
        $"[Model, Input(16, 4), {string.Concat(Enumerable.Repeat(Tiny + "SpectralFilter, ", 9))}GlobalAvgPool1D, Dense(3), "
            .Replace("Input(16, 4), Dense(16, Activation = Activation.ReLU, Init = Init.Uniform",
                "Input(16, 4), Dense(16, Activation = Activation.ReLU, Init = [|Init.Uniform|]", StringComparison.Ordinal)
        + $"Loss(Loss.SoftmaxCrossEntropy){Gradient}] partial class Net;"), StringComparison.Ordinal);

    [Fact]
    public void DD3025_small_biases_Triggers() => Assert.Contains("which vanishes", Message("DD3025",
        "[Model, Input(1), Dense(16, Activation = Activation.ReLU, Init = [|Init.Normal|], InitValue = 0.001), "
        + "Dense(16, Activation = Activation.ReLU, Init = Init.Normal, InitValue = 0.001), Dense(1, Init = Init.Normal, InitValue = 0.001, "
        + "BiasInit = Init.Normal, BiasInitValue = 0.001), Loss(Loss.MeanSquaredError), Train(Optimizer = Optimizer.SGD, LearningRate = 0.001)] "
        + "partial class Net;"), StringComparison.Ordinal);

    [Fact]
    public Task DD3025_SignalScale_Fix() => FixTest.Fixed(
        Stack(Tiny, 9, Gradient) + "\n",
        "Remove Init from these 9 layers",
        Stack("Dense(16, Activation = Activation.ReLU), ", 9, Gradient) + "\n");

    [Fact]
    public void DD3009_SeluInit_Triggers() => Triggers("DD3009",
        "[Model, Input(4), Dense(16, Activation = Activation.SELU, Init = [|Init.HeNormal|]), Dense(3), "
        + "Loss(Loss.SoftmaxCrossEntropy)] partial class Net;",
        "Dense(16, Activation = Activation.SELU, Init = Init.HeNormal) (layer 1) starts with Init.HeNormal, variance 2 / 4, but "
        + "SELU keeps mean 0 and variance 1 only where weights start with variance 1 / 4. Remove Init for LeCunNormal.");

    /// <summary>Accepted between layers of like width, but not here: the message says by how much it is off.</summary>
    [Fact]
    public void DD3009_Glorot_between_unequal_widths_Triggers() => Assert.Contains("Init.GlorotUniform, variance 0.4 / 4, but", Message("DD3009",
        "[Model, Input(4), Dense(16, Activation = Activation.SELU, Init = [|Init.GlorotUniform|]), Dense(3), Loss(Loss.SoftmaxCrossEntropy)] "
        + "partial class Net;"), StringComparison.Ordinal);

    [Theory]
    [InlineData("auto",
        "[Model, Input(4), Dense(16, Activation = Activation.SELU), Dense(3), Loss(Loss.SoftmaxCrossEntropy)] partial class Net;")]
    [InlineData("LeCun",
        "[Model, Input(4), Dense(16, Init = Init.LeCunUniform), SELU, Dense(3), Loss(Loss.SoftmaxCrossEntropy)] partial class Net;")]
    [InlineData("Glorot between equal widths",
        "[Model, Input(16), Dense(16, Init = Init.GlorotUniform), SELU, Dense(3), Loss(Loss.SoftmaxCrossEntropy)] partial class Net;")]
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

    private static string Messages(string source) =>
        string.Join("\n", Diagnostics(Generator.Tests.Harness.Sources.Compile("using DeepDsl; " + source)).Select(d => d.GetMessage(System.Globalization.CultureInfo.InvariantCulture)));
}
