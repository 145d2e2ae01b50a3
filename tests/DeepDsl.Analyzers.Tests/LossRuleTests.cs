using static DeepDsl.Analyzers.Tests.Harness.RuleTest;

namespace DeepDsl.Analyzers.Tests;

public sealed class LossRuleTests
{
    [Fact]
    public void DD4001_scores_Triggers() => Triggers("DD4001",
        "[Model, Input(8), Dense(10), Loss([|Loss.CategoricalCrossEntropy|])] partial class Net;",
        "Loss(Loss.CategoricalCrossEntropy) takes the logarithm of probabilities, but Dense(10) (layer 1) gives any number. "
        + "Use Loss.SoftmaxCrossEntropy, which applies softmax itself, or add Activation.Softmax.");

    [Theory]
    [InlineData("Dense(10, Activation = Activation.Tanh), Loss([|Loss.BinaryCrossEntropy|])", "numbers from -1 to 1")]
    [InlineData("Dense(10, Activation = Activation.ReLU), Reshape(10), Loss([|Loss.BinaryCrossEntropy|])", "numbers above 1 too")]
    [InlineData("Dense(10), LogSoftmax, Reshape(10), Loss([|Loss.CategoricalCrossEntropy|])", "logarithms already")]
    [InlineData("Dense(10, Bias = false), BatchNorm, Loss([|Loss.BinaryCrossEntropy|])", "any number")]
    [InlineData("Dense(8, Name = \"a\"), Sigmoid, Add(\"a\"), Loss([|Loss.BinaryCrossEntropy|])", "any number")]
    [InlineData("Dense(10), Loss([|Loss.KullbackLeibler|], FromLogits = false)", "any number")]
    public void DD4001_other_values_Triggers(string layers, string found) =>
        Assert.Contains($"gives {found}.", Message("DD4001", $"[Model, Input(8), {layers}] partial class Net;"), StringComparison.Ordinal);

    [Fact]
    public void DD4001_inside_a_block_Triggers() => Triggers("DD4001",
        "[Block, Dense(Units, Activation = Activation.Tanh)] partial class Head { [Parameter] const int Units = 2; }\n"
        + "[Model, Input(8), Head(Units = 3, Name = \"h\"), Output(\"h\"), Loss([|Loss.BinaryCrossEntropy|], Output = \"h\")] partial class Net;",
        "Loss(Loss.BinaryCrossEntropy, Output = \"h\") takes the logarithm of probabilities, but Dense(3, Activation = Activation.Tanh) (layer 1) "
        + "gives numbers from -1 to 1. Use Activation.Sigmoid in its place, or drop it and use Loss.SigmoidCrossEntropy, which applies sigmoid itself.");

    [Fact]
    public void DD4001_of_one_output_Triggers() => Triggers("DD4001",
        "[Model, Input(8, Name = \"x\"), Dense(2, Activation = Activation.Softmax, Name = \"a\"), Dense(3, From = \"x\", Name = \"b\"), Output(\"a\"), Output(\"b\")]\n"
        + "[Loss(Loss.CategoricalCrossEntropy, Output = \"a\"), Loss([|Loss.CategoricalCrossEntropy|], Output = \"b\", Weight = 0.3)] partial class Net;",
        "Loss(Loss.CategoricalCrossEntropy, Output = \"b\", Weight = 0.3) takes the logarithm of probabilities, but "
        + "Dense(3, From = \"x\", Name = \"b\") (layer 2) gives any number. Use Loss.SoftmaxCrossEntropy, which applies softmax itself, or add Activation.Softmax.");

    /// <summary>Classifiers of either style, autoencoders, segmentation heads, ensembles, mixtures, and what can't be known.</summary>
    [Theory]
    [InlineData("Input(8), Dense(10), Loss(Loss.SoftmaxCrossEntropy)")]
    [InlineData("Input(8), Dense(10, Activation = Activation.Softmax), Loss(Loss.CategoricalCrossEntropy)")]
    [InlineData("Input(8), Dense(10), Softmax, Flatten, Reshape(10), Loss(Loss.CategoricalCrossEntropy)")]
    [InlineData("Input(8), Dense(1, Activation = Activation.Sigmoid), Loss(Loss.BinaryCrossEntropy)")]
    [InlineData("Input(8), Dense(1), Loss(Loss.SigmoidCrossEntropy)")]
    [InlineData("Input(8), Dense(1), HardSigmoid, Loss(Loss.BinaryCrossEntropy)")]
    [InlineData("Input(8), Dense(20, Activation = Activation.Sigmoid), Loss(Loss.BinaryCrossEntropy)")]
    [InlineData("Input(8), Dense(2, Activation = Activation.Softmax), Loss(Loss.BinaryCrossEntropy)")]
    [InlineData("Input(784), Dense(32, Activation = Activation.ReLU), Dense(784, Activation = Activation.Sigmoid), Loss(Loss.BinaryCrossEntropy)")]
    [InlineData("Input(784), Dense(32, Activation = Activation.ReLU), Dense(784, Activation = Activation.Sigmoid), Loss(Loss.MeanSquaredError)")]
    [InlineData("Input(16), Dense(49, Activation = Activation.ReLU), Dense(784, Activation = Activation.Tanh), Loss(Loss.MeanSquaredError)")]
    [InlineData("Input(16), Dense(49, Activation = Activation.ReLU), Dense(784, Activation = Activation.Tanh)")]
    [InlineData("Input(8, 8, 3), Conv2D(5, Kernel = 1), Softmax, Loss(Loss.CategoricalCrossEntropy)")]
    [InlineData("Input(8, 8, 3), Conv2D(5, Kernel = 1), Softmax, GlobalAvgPool2D, Loss(Loss.CategoricalCrossEntropy)")]
    [InlineData("Input(8, 8, 3), Conv2D(1, Kernel = 1), Sigmoid, Upsample2D(Scale = 2), Loss(Loss.BinaryCrossEntropy)")]
    [InlineData("Input(8, Name = \"x\"), Dense(5), Softmax(Name = \"a\"), Dense(5, From = \"x\"), Softmax, Average(\"a\"), Loss(Loss.CategoricalCrossEntropy)")]
    [InlineData("Input(8, Name = \"x\"), Dense(5), Softmax(Name = \"a\"), Dense(5, From = \"x\"), Sigmoid, Multiply(\"a\"), Loss(Loss.CategoricalCrossEntropy)")]
    [InlineData("Input(8), Dense(6), Softmax, Dense(3, Trainable = false), Loss(Loss.CategoricalCrossEntropy)")]
    [InlineData("Input(8), Dense(3), Loss(Loss.MeanSquaredError)")]
    [InlineData("Input(8), Dense(3), Loss(Loss.Hinge)")]
    [InlineData("Input(8), Dense(3), Loss(Loss.Focal)")]
    [InlineData("Input(8), Dense(3), Loss(Loss.KullbackLeibler)")]
    public void Sound_losses_DoesNotTrigger(string model) => DoesNotTrigger($"[Model, {model}] partial class Net;");

    [Fact]
    public void Function_of_the_user_DoesNotTrigger() => DoesNotTrigger(
        "[Model, Input(8), Dense(3), Map(nameof(Squash)), Loss(Loss.BinaryCrossEntropy)]\n"
        + "partial class Net { static float Squash(float x) => 0.5f + x / (2 + 2 * System.MathF.Abs(x)); }");

    [Fact]
    public void DD4002_sigmoids_Triggers() => Triggers("DD4002",
        "[Model, Input(8), Dense(10, Activation = Activation.Sigmoid), Loss([|Loss.CategoricalCrossEntropy|])] partial class Net;",
        "Loss(Loss.CategoricalCrossEntropy) takes one distribution over 10 classes, but the values of "
        + "Dense(10, Activation = Activation.Sigmoid) (layer 1) don't sum to 1 over them. Use Activation.Softmax, or, for labels that may hold "
        + "together, Loss.BinaryCrossEntropy.");

    [Theory]
    [InlineData("Conv2D(5, Kernel = 1), Softmax(Axis = 0)")]
    [InlineData("Conv2D(5, Kernel = 1), Softmax, Flatten")]
    [InlineData("Conv2D(5, Kernel = 1), Softmax, Permute(2, 0, 1)")]
    public void DD4002_softmax_along_another_axis_Triggers(string layers) => Assert.Contains(
        "Let the softmax stand along the last dimension of the output",
        Message("DD4002", $"[Model, Input(6, 4, 3), {layers}, Loss([|Loss.CategoricalCrossEntropy|])] partial class Net;"), StringComparison.Ordinal);

    [Fact]
    public void DD4003_softmax_of_many_labels_Triggers() => Triggers("DD4003",
        "[Model, Input(8), Dense(10), Softmax, Loss([|Loss.BinaryCrossEntropy|])] partial class Net;",
        "Loss(Loss.BinaryCrossEntropy) asks yes or no of each of 10 outputs, but Softmax (layer 2) lets them compete for a sum of 1. "
        + "For classes that exclude each other use Loss.CategoricalCrossEntropy; for labels that may hold together, Activation.Sigmoid.");
}
