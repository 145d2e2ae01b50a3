using DeepDsl.Analyzers.Tests.Harness;
using DeepDsl.Generator.Tests.Harness;
using static DeepDsl.Analyzers.Tests.Harness.RuleTest;

namespace DeepDsl.Analyzers.Tests.Layers;

public sealed class ActivationRuleTests
{
    [Fact]
    public void DD3003_SigmoidStack_Triggers() => Triggers("DD3003",
        "[Model, Input(4), Dense(16, Activation = Activation.Sigmoid), Dense(16, Activation = Activation.Sigmoid), "
        + "Dense(16, Activation = [|Activation.Sigmoid|]), Dense(16, Activation = Activation.Sigmoid), Dense(3), "
        + "Loss(Loss.SoftmaxCrossEntropy)] partial class Net;",
        "Dense(16, Activation = Activation.Sigmoid) (layer 3) is number 3 of 4 layers with Sigmoid one behind another, with neither "
        + "normalisation nor skip between: at most 0.25^4 = 0.0039 of the gradient is left in front of them. Use ReLU in hidden "
        + "layers, or put [BatchNorm] between them.");

    [Theory]
    [InlineData("normalised",
        "[Model, Input(4), Dense(16, Bias = false), BatchNorm, Sigmoid, Dense(16, Bias = false), BatchNorm, "
        + "Sigmoid, Dense(16, Bias = false), BatchNorm, Sigmoid, Dense(16, Bias = false), BatchNorm, Sigmoid, "
        + "Dense(3), Loss(Loss.SoftmaxCrossEntropy)] partial class Net;")]
    [InlineData("skip",
        "[Model, Input(4), Dense(16, Activation = Activation.ReLU, Name = \"x\"), Dense(16, Activation = "
        + "Activation.Sigmoid), Add(\"x\", Name = \"y\"), Dense(16, Activation = Activation.Sigmoid), Add(\"y\", "
        + "Name = \"z\"), Dense(16, Activation = Activation.Sigmoid), Add(\"z\"), Dense(3), "
        + "Loss(Loss.SoftmaxCrossEntropy)] partial class Net;")]
    [InlineData("squeeze and excite",
        "[Block, Identity(Name = \"x\"), Dense(16, Activation = Activation.Sigmoid), Multiply(\"x\")] partial "
        + "class Gate; [Model, Input(16), Gate, Dense(16, Activation = Activation.ReLU), Gate, Dense(16, Activation "
        + "= Activation.ReLU), Gate, Dense(16, Activation = Activation.ReLU), Dense(3), "
        + "Loss(Loss.SoftmaxCrossEntropy)] partial class Net;")]
    [InlineData("output",
        "[Model, Input(4), Dense(16, Activation = Activation.ReLU), Dense(16, Activation = Activation.ReLU), "
        + "Dense(16, Activation = Activation.ReLU), Dense(4, Activation = Activation.Sigmoid), "
        + "Loss(Loss.BinaryCrossEntropy)] partial class Net;")]
    public void DD3003_SigmoidStack_DoesNotTrigger(string what, string source)
    {
        Assert.NotEmpty(what);
        DoesNotTrigger(source);
    }

    private static string Sigmoids(int layers, string train)
    {
        string stack = string.Concat(Enumerable.Repeat("Dense(16, Activation = Activation.Sigmoid), ", layers));
        return $"[Model, Input(4), {stack}Dense(3), Loss(Loss.SoftmaxCrossEntropy), {train}] partial class Net;";
    }

    /// <summary>A large rate makes up for what is left of the gradient.</summary>
    [Theory]
    [InlineData(4, "Train(Optimizer = Optimizer.SGD, LearningRate = 0.9)", "DD3005")]
    [InlineData(4, "Train(Optimizer = Optimizer.SGD, LearningRate = 0.1)", "DD3003")]
    [InlineData(5, "Train(Optimizer = Optimizer.SGD, LearningRate = 0.9)", "DD3003")]
    [InlineData(3, "Train(Optimizer = Optimizer.Momentum, LearningRate = 0.01)", "DD3003")]
    [InlineData(3, "Train(Optimizer = Optimizer.Adam)", "DD3003")]
    [InlineData(2, "Train(Optimizer = Optimizer.Adam)", "DD3005")]
    public void DD3003_depends_on_the_rate(int layers, string train, string id) =>
        Assert.Equal([id], Diagnostics(Sources.Compile("using DeepDsl;\n" + Sigmoids(layers, train))).Select(d => d.Id));

    [Fact]
    public Task DD3003_SigmoidStack_Fix() => FixTest.Fixed(
        "[Model, Input(4), Dense(16, Activation = Activation.Sigmoid), Dense(16, Init = Init.GlorotUniform, "
        + "Activation = Activation.Sigmoid), Dense(16), Sigmoid, Dense(3), Loss(Loss.SoftmaxCrossEntropy)] partial class Net;\n",
        "Use ReLU in these 3 layers",
        "[Model, Input(4), Dense(16, Activation = Activation.ReLU), Dense(16, Activation = Activation.ReLU), "
        + "Dense(16), ReLU, Dense(3), Loss(Loss.SoftmaxCrossEntropy)] partial class Net;\n");

    [Fact]
    public Task DD3003_SigmoidStack_FixAll() => FixTest.FixesAll(
        "[Model, Input(4), Dense(16, Activation = Activation.Sigmoid), Dense(16, Activation = Activation.Sigmoid), "
        + "Dense(16, Activation = Activation.Sigmoid), Dense(3), Loss(Loss.SoftmaxCrossEntropy)] partial class A;\n"
        + "[Model, Input(4), Dense(16, Activation = Activation.Sigmoid), Dense(16, Activation = Activation.Sigmoid), "
        + "Dense(16, Activation = Activation.Sigmoid), Dense(16, Activation = Activation.Sigmoid), Dense(3), "
        + "Loss(Loss.SoftmaxCrossEntropy)] partial class B;\n",
        "[Model, Input(4), Dense(16, Activation = Activation.ReLU), Dense(16, Activation = Activation.ReLU), "
        + "Dense(16, Activation = Activation.ReLU), Dense(3), Loss(Loss.SoftmaxCrossEntropy)] partial class A;\n"
        + "[Model, Input(4), Dense(16, Activation = Activation.ReLU), Dense(16, Activation = Activation.ReLU), "
        + "Dense(16, Activation = Activation.ReLU), Dense(16, Activation = Activation.ReLU), Dense(3), "
        + "Loss(Loss.SoftmaxCrossEntropy)] partial class B;\n");

    [Fact]
    public void DD3004_TanhStack_Triggers() => Triggers("DD3004", Tanhs(6, 6),
        "Dense(16, Activation = Activation.Tanh) (layer 6) is number 6 of 6 layers with Tanh one behind another, with neither "
        + "normalisation nor skip between: about 0.61^6 = 0.052 of the gradient is left in front of them. Use ReLU in hidden layers, "
        + "or put [BatchNorm] between them.");

    [Theory]
    [InlineData("LeNet",
        "[Model, Input(28, 28, 1), Conv2D(6, Kernel = 5, Activation = Activation.Tanh), AvgPool2D(2), Conv2D(16, "
        + "Kernel = 5, Activation = Activation.Tanh), AvgPool2D(2), Flatten, Dense(120, Activation = "
        + "Activation.Tanh), Dense(84, Activation = Activation.Tanh), Dense(10), Loss(Loss.SoftmaxCrossEntropy)] partial class Net;")]
    [InlineData("normalised",
        "[Model, Input(4), Dense(16, Activation = Activation.Tanh), Dense(16, Activation = Activation.Tanh), "
        + "Dense(16, Activation = Activation.Tanh), LayerNorm, Dense(16, Activation = Activation.Tanh), Dense(16, "
        + "Activation = Activation.Tanh), Dense(16, Activation = Activation.Tanh), Dense(3), "
        + "Loss(Loss.SoftmaxCrossEntropy)] partial class Net;")]
    public void DD3004_TanhStack_DoesNotTrigger(string what, string source)
    {
        Assert.NotEmpty(what);
        DoesNotTrigger(source);
    }

    [Fact]
    public Task DD3004_TanhStack_Fix() => FixTest.Fixed(Tanhs(6, 0) + "\n", "Use ReLU in these 6 layers", ReLUs("Net", 6));

    [Fact]
    public Task DD3004_TanhStack_FixAll() => FixTest.FixesAll(Tanhs(6, 0, "A") + "\n" + Tanhs(7, 0, "B") + "\n", ReLUs("A", 6) + ReLUs("B", 7));

    [Theory]
    [InlineData(9, "DD3006")]
    [InlineData(10, "DD3004")]
    public void DD3004_space_and_time_take_more(int layers, string id) => Assert.Equal([id], Diagnostics(Sources.Compile(
        "using DeepDsl;\n" + Tanhs(layers, 0).Replace("Input(4)", "Input(2)").Replace("SoftmaxCrossEntropy", "MeanSquaredError"))).Select(d => d.Id));

    /// <summary>A stack of which one layer is marked, or none.</summary>
    private static string Tanhs(int layers, int marked, string name = "Net")
    {
        IEnumerable<string> stack = Enumerable.Range(1, layers).Select(
            i => $"Dense(16, Activation = {(i == marked ? "[|Activation.Tanh|]" : "Activation.Tanh")})");
        return $"[Model, Input(4), {string.Join(", ", stack)}, Dense(3), Loss(Loss.SoftmaxCrossEntropy)] partial class {name};";
    }

    private static string ReLUs(string name, int layers) => Tanhs(layers, 0, name).Replace("Tanh", "ReLU", StringComparison.Ordinal) + "\n";

    [Fact]
    public void DD3005_SigmoidsInARow_Triggers() => Triggers("DD3005",
        "[Model, Input(4), Dense(16, Activation = Activation.Sigmoid), Dense(16, Activation = "
        + "[|Activation.Sigmoid|]), Dense(3), Loss(Loss.SoftmaxCrossEntropy)] partial class Net;",
        "Dense(16, Activation = Activation.Sigmoid) (layer 2) is number 2 of 2 layers with Sigmoid one behind another, with neither "
        + "normalisation nor skip between: at most 0.25^2 = 0.062 of the gradient is left in front of them. Use ReLU in hidden layers, "
        + "or put [BatchNorm] between them.");

    [Theory]
    [InlineData("one",
        "[Model, Input(4), Dense(16, Activation = Activation.Sigmoid), Dense(3), Loss(Loss.SoftmaxCrossEntropy)] partial class Net;")]
    [InlineData("at the output",
        "[Model, Input(4), Dense(16, Activation = Activation.Sigmoid), Dense(2, Activation = Activation.Sigmoid), "
        + "Loss(Loss.BinaryCrossEntropy)] partial class Net;")]
    public void DD3005_SigmoidsInARow_DoesNotTrigger(string what, string source)
    {
        Assert.NotEmpty(what);
        DoesNotTrigger(source);
    }

    [Fact]
    public Task DD3005_SigmoidsInARow_Fix() => FixTest.Fixed(
        "[Model, Input(4), Dense(16, Activation = Activation.Sigmoid), Dense(16, Activation = Activation.Sigmoid), "
        + "Dense(3), Loss(Loss.SoftmaxCrossEntropy)] partial class Net;\n",
        "Use ReLU in these 2 layers",
        "[Model, Input(4), Dense(16, Activation = Activation.ReLU), Dense(16, Activation = Activation.ReLU), "
        + "Dense(3), Loss(Loss.SoftmaxCrossEntropy)] partial class Net;\n");

    [Fact]
    public Task DD3005_SigmoidsInARow_FixAll() => FixTest.FixesAll(
        "[Model, Input(4), Dense(16, Activation = Activation.Sigmoid), Dense(16, Activation = Activation.Sigmoid), "
        + "Dense(3), Loss(Loss.SoftmaxCrossEntropy)] partial class A;\n"
        + "[Model, Input(4), Dense(16, Activation = Activation.Sigmoid), Dense(16, Activation = Activation.Sigmoid), "
        + "Dense(3), Loss(Loss.SoftmaxCrossEntropy)] partial class B;\n",
        "[Model, Input(4), Dense(16, Activation = Activation.ReLU), Dense(16, Activation = Activation.ReLU), "
        + "Dense(3), Loss(Loss.SoftmaxCrossEntropy)] partial class A;\n"
        + "[Model, Input(4), Dense(16, Activation = Activation.ReLU), Dense(16, Activation = Activation.ReLU), "
        + "Dense(3), Loss(Loss.SoftmaxCrossEntropy)] partial class B;\n");

    [Fact]
    public void DD3006_TanhsInARow_Triggers() => Triggers("DD3006",
        "[Model, Input(4), Dense(16, Activation = Activation.Tanh), Dense(16, Activation = Activation.Tanh), "
        + "Dense(16, Activation = Activation.Tanh), Dense(16, Activation = Activation.Tanh), Dense(16, Activation = "
        + "[|Activation.Tanh|]), Dense(3), Loss(Loss.SoftmaxCrossEntropy)] partial class Net;",
        "Dense(16, Activation = Activation.Tanh) (layer 5) is number 5 of 5 layers with Tanh one behind another, with neither "
        + "normalisation nor skip between: about 0.61^5 = 0.084 of the gradient is left in front of them. Use ReLU in hidden layers, "
        + "or put [BatchNorm] between them.");

    [Theory]
    [InlineData("four",
        "[Model, Input(4), Dense(16, Activation = Activation.Tanh), Dense(16, Activation = Activation.Tanh), "
        + "Dense(16, Activation = Activation.Tanh), Dense(16, Activation = Activation.Tanh), Dense(3), "
        + "Loss(Loss.SoftmaxCrossEntropy)] partial class Net;")]
    public void DD3006_TanhsInARow_DoesNotTrigger(string what, string source)
    {
        Assert.NotEmpty(what);
        DoesNotTrigger(source);
    }

    [Fact]
    public Task DD3006_TanhsInARow_Fix() => FixTest.Fixed(
        "[Model, Input(4), Dense(16, Activation = Activation.Tanh), Dense(16, Activation = Activation.Tanh), "
        + "Dense(16, Activation = Activation.Tanh), Dense(16, Activation = Activation.Tanh), Dense(16, Activation = "
        + "Activation.Tanh), Dense(3), Loss(Loss.SoftmaxCrossEntropy)] partial class Net;\n",
        "Use ReLU in these 5 layers",
        "[Model, Input(4), Dense(16, Activation = Activation.ReLU), Dense(16, Activation = Activation.ReLU), "
        + "Dense(16, Activation = Activation.ReLU), Dense(16, Activation = Activation.ReLU), Dense(16, Activation = "
        + "Activation.ReLU), Dense(3), Loss(Loss.SoftmaxCrossEntropy)] partial class Net;\n");

    [Fact]
    public Task DD3006_TanhsInARow_FixAll() => FixTest.FixesAll(
        "[Model, Input(4), Dense(16, Activation = Activation.Tanh), Dense(16, Activation = Activation.Tanh), "
        + "Dense(16, Activation = Activation.Tanh), Dense(16, Activation = Activation.Tanh), Dense(16, Activation = "
        + "Activation.Tanh), Dense(3), Loss(Loss.SoftmaxCrossEntropy)] partial class A;\n"
        + "[Model, Input(4), Dense(16, Activation = Activation.Tanh), Dense(16, Activation = Activation.Tanh), "
        + "Dense(16, Activation = Activation.Tanh), Dense(16, Activation = Activation.Tanh), Dense(16, Activation = "
        + "Activation.Tanh), Dense(3), Loss(Loss.SoftmaxCrossEntropy)] partial class B;\n",
        "[Model, Input(4), Dense(16, Activation = Activation.ReLU), Dense(16, Activation = Activation.ReLU), "
        + "Dense(16, Activation = Activation.ReLU), Dense(16, Activation = Activation.ReLU), Dense(16, Activation = "
        + "Activation.ReLU), Dense(3), Loss(Loss.SoftmaxCrossEntropy)] partial class A;\n"
        + "[Model, Input(4), Dense(16, Activation = Activation.ReLU), Dense(16, Activation = Activation.ReLU), "
        + "Dense(16, Activation = Activation.ReLU), Dense(16, Activation = Activation.ReLU), Dense(16, Activation = "
        + "Activation.ReLU), Dense(3), Loss(Loss.SoftmaxCrossEntropy)] partial class B;\n");

    [Fact]
    public void DD3012_LinearPair_Triggers() => Triggers("DD3012",
        "[Model, Input(4), [|Dense(16)|], Dropout(0.1), Dense(3), Loss(Loss.SoftmaxCrossEntropy)] partial class Net;",
        "Nothing non-linear stands between Dense(16) (layer 1) and Dense(3) (layer 3), so with 80 and 51 parameters they compute no "
        + "more than one such layer from [4] to [3] could. Give the first an activation such as ReLU.");

    [Theory]
    [InlineData("an activation",
        "[Model, Input(4), Dense(16), ReLU, Dense(3), Loss(Loss.SoftmaxCrossEntropy)] partial class Net;")]
    [InlineData("a function of the model",
        "[Model, Input(4), Dense(16), Map(nameof(Square)), Dense(3), Loss(Loss.SoftmaxCrossEntropy)] partial class "
        + "Net { static float Square(float x) => x * x; }")]
    [InlineData("linear bottlenecks",
        "[Model, Input(8, 8, 3), Conv2D(8, Kernel = 3, Padding = Padding.Same, Bias = false), BatchNorm, ReLU6, "
        + "DepthwiseConv2D(Kernel = 3, Padding = Padding.Same, Bias = false), BatchNorm, ReLU6, Conv2D(4, Kernel = "
        + "1, Bias = false), BatchNorm, Conv2D(24, Kernel = 1, Bias = false), BatchNorm, ReLU6, GlobalAvgPool2D, "
        + "Dense(3), Loss(Loss.SoftmaxCrossEntropy)] partial class Net;")]
    [InlineData("autoencoder",
        "[Model, Input(8), Dense(16, Activation = Activation.ReLU), Dense(2), Dense(16, Activation = "
        + "Activation.ReLU), Dense(8), Loss(Loss.MeanSquaredError)] partial class Net;")]
    [InlineData("depthwise separable",
        "[Model, Input(8, 8, 3), DepthwiseConv2D(Kernel = 3), Conv2D(8, Kernel = 1, Activation = Activation.ReLU), "
        + "GlobalAvgPool2D, Dense(3), Loss(Loss.SoftmaxCrossEntropy)] partial class Net;")]
    [InlineData("kernel in two",
        "[Model, Input(8, 8, 3), Conv2D(8, KernelH = 1, KernelW = 5), Conv2D(8, KernelH = 5, KernelW = 1, "
        + "Activation = Activation.ReLU), GlobalAvgPool2D, Dense(3), Loss(Loss.SoftmaxCrossEntropy)] partial class Net;")]
    [InlineData("a skip begins there",
        "[Model, Input(8, 8, 3), Conv2D(8, Kernel = 3, Padding = Padding.Same, Name = \"x\"), Conv2D(8, Kernel = "
        + "3, Padding = Padding.Same, Activation = Activation.ReLU), Conv2D(8, Kernel = 3, Padding = "
        + "Padding.Same), Add(\"x\"), ReLU, GlobalAvgPool2D, Dense(3), Loss(Loss.SoftmaxCrossEntropy)] partial class Net;")]
    [InlineData("up-convolution of a U-Net",
        "[Model, Input(8, 8, 1), Conv2D(8, Kernel = 3, Padding = Padding.Same, Activation = Activation.ReLU, "
        + "Name = \"a\"), MaxPool2D(2), Conv2D(16, Kernel = 3, Padding = Padding.Same, Activation = "
        + "Activation.ReLU), ConvTranspose2D(8, Kernel = 2, Stride = 2), Concat(\"a\"), Conv2D(8, Kernel = 3, "
        + "Padding = Padding.Same, Activation = Activation.ReLU), Conv2D(1, Kernel = 1), "
        + "Loss(Loss.SigmoidCrossEntropy)] partial class Net;")]
    [InlineData("scores that are enlarged, of a segmentation",
        "[Model, Input(8, 8, 3), Conv2D(32, Kernel = 3, Stride = 2, Padding = Padding.Same, Activation = Activation.ReLU), "
        + "Conv2D(5, Kernel = 1), ConvTranspose2D(5, Kernel = 4, Stride = 2, Pad = 1), "
        + "Loss(Loss.SoftmaxCrossEntropy)] partial class Net;")]
    [InlineData("projection of a decoder",
        "[Model, Input(16), Dense(128, Bias = false), BatchNorm, Reshape(4, 4, 8), Upsample2D, Conv2D(4, Kernel = "
        + "3, Padding = Padding.Same, Activation = Activation.LeakyReLU), Conv2D(1, Kernel = 1, Activation = "
        + "Activation.Tanh)] partial class Net;")]
    [InlineData("a linear code, between linear layers",
        "[Model, Input(32), Dense(4), Dense(16), ReLU, Dense(3), Loss(Loss.SoftmaxCrossEntropy)] partial class Net;")]
    [InlineData("a code that is an output",
        "[Model, Input(4), Dense(3, Name = \"code\"), Dense(2, Name = \"y\"), Output(\"code\"), Output(\"y\")] partial class Net;")]
    public void DD3012_LinearPair_DoesNotTrigger(string what, string source)
    {
        Assert.NotEmpty(what);
        DoesNotTrigger(source);
    }

    [Fact]
    public void DD3012_a_narrow_layer_before_a_narrower_one_Triggers() => Assert.Contains("from [32] to [16] could", Message("DD3012",
        "[Model, Input(32), [|Dense(8)|], [|Dense(16)|], Dense(3), Loss(Loss.SoftmaxCrossEntropy)] partial class Net;"), StringComparison.Ordinal);

    [Fact]
    public void DD3026_OnlyPoolingBetween_Triggers() => Triggers("DD3026",
        "[Model, Input(12, 12, 1), [|Conv2D(16, Kernel = 3, Padding = Padding.Same)|], MaxPool2D(2), Flatten, Dense(3), "
        + "Loss(Loss.SoftmaxCrossEntropy)] partial class Net;",
        "Only MaxPool2D(Kernel = 2) (layer 2) stands between Conv2D(16, Kernel = 3, Padding = Padding.Same) (layer 1) and Dense(3) "
        + "(layer 4): it takes maxima, so the two don't collapse into one, but 16 channels without an activation are rarely meant. "
        + "Give the first an activation such as ReLU.");

    [Theory]
    [InlineData("[Model, Input(12, 12, 1), Conv2D(16, Kernel = 3, Padding = Padding.Same), MaxPool2D(2), ReLU, Flatten, Dense(3)] partial class Net;")]
    [InlineData("[Model, Input(12, 8), Conv1D(16, Kernel = 3, Activation = Activation.ReLU), GlobalMaxPool1D, Dense(3)] partial class Net;")]
    [InlineData("[Model, Input(64, 3), Conv1D(32, Kernel = 1, Bias = false), BatchNorm, ReLU, Conv1D(128, Kernel = 1, Bias = false), BatchNorm, "
        + "GlobalMaxPool1D, Dense(3), Loss(Loss.SoftmaxCrossEntropy)] partial class Net;")]
    [InlineData("[Model, Input(12, 12, 1), MaxPool2D(2), Flatten, Dense(3)] partial class Net;")]
    public void DD3026_OnlyPoolingBetween_DoesNotTrigger(string source) => DoesNotTrigger(source);

    [Fact]
    public Task DD3026_OnlyPoolingBetween_Fix() => FixTest.Fixed(
        "[Model, Input(12, 12, 1), Conv2D(16, Kernel = 3), MaxPool2D(2), Flatten, Dense(3)] partial class Net;\n",
        "Use ReLU",
        "[Model, Input(12, 12, 1), Conv2D(16, Kernel = 3, Activation = Activation.ReLU), MaxPool2D(2), Flatten, Dense(3)] partial class Net;\n");

    [Fact]
    public void DD3027_HiddenSoftmax_Triggers() => Triggers("DD3027",
        "[Model, Input(13), Dense(64, Activation = [|Activation.Softmax|]), Dropout(0.1), Dense(1), Loss(Loss.MeanSquaredError)] partial class Net;",
        "Dense(64, Activation = Activation.Softmax) (layer 1) is hidden, but its 64 values share a sum of 1, so Dense(1) (layer 3) reads 0.0156 from each "
        + "on average; softmax belongs on the last layer of a classifier. Use ReLU.");

    /// <summary>No look-up: a norm stands in for the bias.</summary>
    [Fact]
    public void DD3027_norm_behind_Triggers() => Assert.NotEmpty(Message("DD3027",
        "[Model, Input(13), Dense(64, Activation = [|Activation.Softmax|]), Dense(16, Bias = false), BatchNorm, ReLU, Dense(1), "
        + "Loss(Loss.MeanSquaredError)] partial class Net;"));

    /// <summary>A look-up in a memory: what is left to say is that the layer has no bias.</summary>
    [Fact]
    public void DD3027_read_by_weights_alone_DoesNotTrigger() => Assert.NotEmpty(Message("DD3022",
        "[Model, Input(16), Dense(64), Softmax, Dense(8, Bias = [|false|])] partial class Net;"));

    /// <summary>A gate, topics (few, or more than the layer before has units), scores at every position, an output that is read on.</summary>
    [Theory]
    [InlineData("[Model, Input(8, Name = \"x\"), Dense(4, Activation = Activation.Softmax, Name = \"gate\"), Dense(4, From = \"x\"), "
        + "Multiply(\"gate\"), Dense(1)] partial class Net;")]
    [InlineData("[Model, Input(200), Dense(64, Activation = Activation.ReLU), Dense(10, Activation = Activation.Softmax), Dense(200)] partial class Net;")]
    [InlineData("[Model, Input(1995), Dense(100, Activation = Activation.Softplus), Dense(200, Bias = false), BatchNorm, Softmax, Dropout(0.2), Dense(1995, Bias = false)] "
        + "partial class Net;")]
    [InlineData("[Model, Input(8, 8, 3), Conv2D(16, Kernel = 1, Activation = Activation.Softmax), Conv2D(4, Kernel = 3)] partial class Net;")]
    [InlineData("[Model, Input(8), Dense(16, Activation = Activation.Softmax, Name = \"y\"), Dense(4, Name = \"z\"), Output(\"y\"), Output(\"z\")] "
        + "partial class Net;")]
    public void DD3027_HiddenSoftmax_DoesNotTrigger(string source) => DoesNotTrigger(source);

    [Fact]
    public Task DD3027_HiddenSoftmax_Fix() => FixTest.Fixed(
        "[Model, Input(13), Dense(64), Softmax, Dense(1), Loss(Loss.MeanSquaredError)] partial class Net;\n",
        "Use ReLU",
        "[Model, Input(13), Dense(64), ReLU, Dense(1), Loss(Loss.MeanSquaredError)] partial class Net;\n");

    [Fact]
    public Task DD3012_LinearPair_Fix() => FixTest.Fixed(
        "[Model, Input(8, 8, 1), Conv2D(16, Kernel = 3), Flatten, Dense(3), Loss(Loss.SoftmaxCrossEntropy)] partial class Net;\n",
        "Use ReLU",
        "[Model, Input(8, 8, 1), Conv2D(16, Kernel = 3, Activation = Activation.ReLU), Flatten, Dense(3), "
        + "Loss(Loss.SoftmaxCrossEntropy)] partial class Net;\n");

    [Fact]
    public Task DD3012_LinearPair_FixAll() => FixTest.FixesAll(
        "[Model, Input(4), Dense(16), Dense(16), Dense(3), Loss(Loss.SoftmaxCrossEntropy)] partial class Net;\n",
        "[Model, Input(4), Dense(16, Activation = Activation.ReLU), Dense(16, Activation = Activation.ReLU), "
        + "Dense(3), Loss(Loss.SoftmaxCrossEntropy)] partial class Net;\n");

    [Fact]
    public void DD3013_ActivationPair_Triggers() => Triggers("DD3013",
        "[Model, Input(4), Dense(16, Activation = Activation.ReLU), [|Tanh|], Dense(3), "
        + "Loss(Loss.SoftmaxCrossEntropy)] partial class Net;",
        "Tanh (layer 2) stands behind ReLU of Dense(16, Activation = Activation.ReLU) (layer 1) with no weights between; one "
        + "activation for each layer with weights is enough. Remove [Tanh].");

    [Theory]
    [InlineData("residual sum",
        "[Model, Input(4), Dense(4, Activation = Activation.ReLU, Name = \"x\"), Dense(4, Activation = "
        + "Activation.ReLU), Add(\"x\"), ReLU, Dense(3), Loss(Loss.SoftmaxCrossEntropy)] partial class Net;")]
    [InlineData("gate",
        "[Model, Input(4), Dense(4, Activation = Activation.ReLU, Name = \"x\"), Sigmoid, Multiply(\"x\"), "
        + "Dense(3), Loss(Loss.SoftmaxCrossEntropy)] partial class Net;")]
    [InlineData("norm between",
        "[Model, Input(4), Dense(16, Activation = Activation.ReLU), BatchNorm, ReLU, Dense(3), "
        + "Loss(Loss.SoftmaxCrossEntropy)] partial class Net;")]
    [InlineData("pool between",
        "[Model, Input(8, 8, 1), Conv2D(8, Kernel = 3, Activation = Activation.ReLU), MaxPool2D(2), ReLU, Flatten, "
        + "Dense(3), Loss(Loss.SoftmaxCrossEntropy)] partial class Net;")]
    [InlineData("parallel branches",
        "[Model, Input(4), Dense(4, Activation = Activation.ReLU, Name = \"x\"), Tanh, Concat(\"x\"), Dense(3), "
        + "Loss(Loss.SoftmaxCrossEntropy)] partial class Net;")]
    public void DD3013_ActivationPair_DoesNotTrigger(string what, string source)
    {
        Assert.NotEmpty(what);
        DoesNotTrigger(source);
    }

    [Fact]
    public Task DD3013_ActivationPair_Fix() => FixTest.Fixed(
        "[Model, Input(4), Dense(8, Activation = Activation.ReLU), Dense(1, Activation = Activation.ReLU), "
        + "Sigmoid, Loss(Loss.BinaryCrossEntropy)] partial class Net;\n",
        "Remove Activation = Activation.ReLU",
        "[Model, Input(4), Dense(8, Activation = Activation.ReLU), Dense(1), Sigmoid, "
        + "Loss(Loss.BinaryCrossEntropy)] partial class Net;\n");

    [Fact]
    public Task DD3013_ActivationPair_FixAll() => FixTest.FixesAll(
        "[Model, Input(4)]\n"
        + "[Dense(16, Activation = Activation.ReLU)]\n"
        + "// Twice.\n"
        + "[ReLU]\n"
        + "[Dense(16, Activation = Activation.ReLU), Dropout(0.1), Tanh]\n"
        + "[Dense(3), Loss(Loss.SoftmaxCrossEntropy)]\npartial class Net;\n",
        "[Model, Input(4)]\n"
        + "[Dense(16, Activation = Activation.ReLU)]\n"
        + "// Twice.\n"
        + "[Dense(16, Activation = Activation.ReLU), Dropout(0.1)]\n[Dense(3), Loss(Loss.SoftmaxCrossEntropy)]\npartial class Net;\n");

    [Fact]
    public void DD3014_ReLUOnScores_Triggers() => Triggers("DD3014",
        "[Model, Input(4), Dense(16, Activation = Activation.ReLU), Dense(3), [|ReLU|], Softmax, "
        + "Loss(Loss.CategoricalCrossEntropy)] partial class Net;",
        "ReLU (layer 3) cuts off the negative ones of [3] scores for Softmax (layer 4), which needs scores of both "
        + "signs; those that are cut off get no gradient. Remove [ReLU].");

    [Theory]
    [InlineData("scores of both signs",
        "[Model, Input(4), Dense(16, Activation = Activation.ReLU), Dense(3), Softmax, "
        + "Loss(Loss.CategoricalCrossEntropy)] partial class Net;")]
    [InlineData("SqueezeNet",
        "[Model, Input(8, 8, 1), Conv2D(8, Kernel = 3, Activation = Activation.ReLU), Conv2D(3, Kernel = 1, "
        + "Activation = Activation.ReLU), GlobalAvgPool2D, Softmax, Loss(Loss.CategoricalCrossEntropy)] partial class Net;")]
    [InlineData("regression",
        "[Model, Input(4), Dense(16, Activation = Activation.ReLU), Dense(1, Activation = Activation.Softplus), "
        + "Loss(Loss.MeanSquaredError)] partial class Net;")]
    public void DD3014_ReLUOnScores_DoesNotTrigger(string what, string source)
    {
        Assert.NotEmpty(what);
        DoesNotTrigger(source);
    }

    [Fact]
    public Task DD3014_ReLUOnScores_Fix() => FixTest.Fixed(
        "[Model, Input(4), Dense(16, Activation = Activation.ReLU), Dense(3, Activation = Activation.ReLU), "
        + "Loss(Loss.SoftmaxCrossEntropy)] partial class Net;\n",
        "Remove Activation = Activation.ReLU",
        "[Model, Input(4), Dense(16, Activation = Activation.ReLU), Dense(3), Loss(Loss.SoftmaxCrossEntropy)] partial class Net;\n");

    [Fact]
    public Task DD3014_ReLUOnScores_FixAll() => FixTest.FixesAll(
        "[Model, Input(4), Dense(1), ReLU, Loss(Loss.SigmoidCrossEntropy)] partial class A;\n"
        + "[Model, Input(4), Dense(3), ReLU6, Softmax] partial class B;\n",
        "[Model, Input(4), Dense(1), Loss(Loss.SigmoidCrossEntropy)] partial class A;\n"
        + "[Model, Input(4), Dense(3), Softmax] partial class B;\n");

    [Fact]
    public void DD3023_SoftmaxOverOneValue_Triggers() => Triggers("DD3023",
        "[Model, Input(4), Dense(16, Activation = Activation.ReLU), Dense(1, Activation = [|Activation.Softmax|]), "
        + "Loss(Loss.BinaryCrossEntropy)] partial class Net;",
        "Dense(1, Activation = Activation.Softmax) (layer 2) applies Softmax over one value of [1], which gives 1 whatever it is. Use "
        + "Sigmoid for two classes.");

    [Theory]
    [InlineData("two units",
        "[Model, Input(4), Dense(16, Activation = Activation.ReLU), Dense(2, Activation = Activation.Softmax), "
        + "Loss(Loss.CategoricalCrossEntropy)] partial class Net;")]
    [InlineData("another axis",
        "[Model, Input(5, 4), Dense(1), Softmax(Axis = 0)] partial class Net;")]
    public void DD3023_SoftmaxOverOneValue_DoesNotTrigger(string what, string source)
    {
        Assert.NotEmpty(what);
        DoesNotTrigger(source);
    }

    [Fact]
    public Task DD3023_SoftmaxOverOneValue_Fix() => FixTest.Fixed(
        "[Model, Input(4), Dense(16, Activation = Activation.ReLU), Dense(1), Softmax(Axis = 0), "
        + "Loss(Loss.BinaryCrossEntropy)] partial class Net;\n",
        "Use Sigmoid",
        "[Model, Input(4), Dense(16, Activation = Activation.ReLU), Dense(1), Sigmoid, "
        + "Loss(Loss.BinaryCrossEntropy)] partial class Net;\n");

    [Fact]
    public Task DD3023_SoftmaxOverOneValue_FixAll() => FixTest.FixesAll(
        "[Model, Input(4), Dense(1), Softmax, Loss(Loss.BinaryCrossEntropy)] partial class A;\n"
        + "[Model, Input(4), Dense(1, Activation = Activation.Softmax), Loss(Loss.BinaryCrossEntropy)] partial class B;\n",
        "[Model, Input(4), Dense(1), Sigmoid, Loss(Loss.BinaryCrossEntropy)] partial class A;\n"
        + "[Model, Input(4), Dense(1, Activation = Activation.Sigmoid), Loss(Loss.BinaryCrossEntropy)] partial class B;\n");

    [Fact]
    public void DD3024_LogOfSoftmax_Triggers() => Triggers("DD3024",
        "[Model, Input(4), Dense(3), Softmax, Map([|nameof(Ln)|])] partial class Net { static float Ln(float x) => "
        + "System.MathF.Log(x + 1e-8f); }",
        "Map(\"Ln\") (layer 3) takes the logarithm of softmax of Softmax (layer 2): where one of [3] rounds to 0 "
        + "it is infinite, and so is its gradient. Use LogSoftmax, which computes both in one step.");

    [Theory]
    [InlineData("in one step",
        "[Model, Input(4), Dense(3), LogSoftmax] partial class Net;")]
    [InlineData("a logarithm of something else",
        "[Model, Input(4), Dense(3), Sigmoid, Map(nameof(Ln))] partial class Net { static float Ln(float x) => "
        + "System.MathF.Log(x + 1e-8f); }")]
    [InlineData("another function",
        "[Model, Input(4), Dense(3), Softmax, Map(nameof(Ln))] partial class Net { static float Ln(float x) => x * x; }")]
    public void DD3024_LogOfSoftmax_DoesNotTrigger(string what, string source)
    {
        Assert.NotEmpty(what);
        DoesNotTrigger(source);
    }

    [Fact]
    public Task DD3024_LogOfSoftmax_Fix() => FixTest.Fixed(
        "[Model, Input(5, 4), Dense(3), Softmax(Axis = 0), Map(nameof(Ln))] partial class Net { static float "
        + "Ln(float x) => System.MathF.Log(x + 1e-8f); }\n",
        "Use LogSoftmax",
        "[Model, Input(5, 4), Dense(3), LogSoftmax(Axis = 0)] partial class Net { static float Ln(float x) => "
        + "System.MathF.Log(x + 1e-8f); }\n");

    [Fact]
    public Task DD3024_LogOfSoftmax_FixAll() => FixTest.FixesAll(
        "[Model, Input(4), Dense(3), Softmax, Map(nameof(Ln))] partial class A { static float Ln(float x) => "
        + "System.MathF.Log(x + 1e-8f); }\n"
        + "[Model, Input(4), Dense(3, Activation = Activation.Softmax), Map(nameof(Ln))] partial class B { static "
        + "float Ln(float x) => System.MathF.Log(x + 1e-8f); }\n",
        "[Model, Input(4), Dense(3), LogSoftmax] partial class A { static float Ln(float x) => System.MathF.Log(x "
        + "+ 1e-8f); }\n"
        + "[Model, Input(4), Dense(3, Activation = Activation.LogSoftmax)] partial class B { static float Ln(float "
        + "x) => System.MathF.Log(x + 1e-8f); }\n");
}
