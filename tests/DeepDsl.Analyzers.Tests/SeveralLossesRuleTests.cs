using static DeepDsl.Analyzers.Tests.Harness.FixTest;
using static DeepDsl.Analyzers.Tests.Harness.RuleTest;

namespace DeepDsl.Analyzers.Tests;

/// <summary>What losses count, which are the same, and what none of them trains.</summary>
public sealed class SeveralLossesRuleTests
{
    private const string Heads = "Input(20), Dense(32, Activation = Activation.ReLU, Name = \"x\"), Dense(10, Name = \"kind\"), "
        + "Dense(1, From = \"x\", Name = \"age\"), Output(\"kind\"), Output(\"age\")";

    private static string Net(string losses) => $"[Model, {Heads}, {losses}] partial class Net;\n";

    [Fact]
    public void DD3048_NotTrained_Triggers() => Triggers("DD3048",
        Net("Loss(Loss.SoftmaxCrossEntropy, Output = \"kind\")").Replace("Dense(1, From = \"x\", Name = \"age\")", "[|Dense(1, From = \"x\", Name = \"age\")|]"),
        "Dense(1, From = \"x\", Name = \"age\") (layer 3) leads to output \"age\" alone, which no [Loss] reads: its 33 parameters get no gradient and stay "
        + "as random as they start. Add a [Loss] with Output = \"age\"; if they are trained by gradients from elsewhere, all is well.");

    /// <summary>Both are trained; an output on the way to another; a frozen head; a model without losses; weights that are trained elsewhere.</summary>
    [Theory]
    [InlineData(Heads + ", Loss(Loss.SoftmaxCrossEntropy, Output = \"kind\"), Loss(Loss.MeanSquaredError, Output = \"age\")")]
    [InlineData(Heads)]
    [InlineData("Input(20), Dense(32, Activation = Activation.ReLU, Name = \"x\"), Dense(10, Name = \"kind\"), Output(\"x\"), Output(\"kind\"), "
        + "Loss(Loss.SoftmaxCrossEntropy, Output = \"kind\")")]
    [InlineData("Input(20), Dense(32, Activation = Activation.ReLU, Name = \"x\"), Dense(10, Name = \"kind\"), Dense(1, From = \"x\", Trainable = false, Name = \"age\"), "
        + "Output(\"kind\"), Output(\"age\"), Loss(Loss.SoftmaxCrossEntropy, Output = \"kind\")")]
    [InlineData("Input(20, Name = \"a\"), Input(20, Name = \"b\"), Dense(8, From = \"a\", Name = \"x\"), Dense(8, From = \"b\", Share = \"x\", Name = \"y\"), "
        + "Output(\"x\"), Output(\"y\"), Loss(Loss.MeanSquaredError, Output = \"x\")")]
    public void DD3048_trained_layers_DoesNotTrigger(string model) => DoesNotTrigger($"[Model, {model}] partial class Net;");

    [Fact]
    public void DD4016_NegativeLoss_Triggers() => Triggers("DD4016",
        "[Model, Input(20), Dense(1), Loss(Loss.MeanSquaredError, Weight = [|-1|])] partial class Net;",
        "Loss(Loss.MeanSquaredError, Weight = -1) counts -1 times, so training makes this loss as large as it can, which is the worse the larger. "
        + "Write Weight = 1.");

    [Fact]
    public void DD4016_of_a_function_DoesNotTrigger() => DoesNotTrigger(
        "[Model, Input(20), Dense(4, Activation = Activation.Softmax), Loss(Loss.CategoricalCrossEntropy), Loss(nameof(Entropy), Weight = -0.01)] "
        + "partial class Net { static float Entropy(float p, float target) => -p * System.MathF.Log(p + 1e-6f); }");

    [Fact]
    public Task DD4016_drops_the_sign() => Fixed(
        "[Model, Input(20), Dense(1), Loss(Loss.MeanSquaredError, Weight = -0.5)] partial class Net;\n", "Write Weight = 0.5",
        "[Model, Input(20), Dense(1), Loss(Loss.MeanSquaredError, Weight = 0.5)] partial class Net;\n");

    [Fact]
    public void DD4017_LossOutOfScale_Triggers() => Triggers("DD4017",
        Net("Loss(Loss.SoftmaxCrossEntropy, Output = \"kind\"), Loss(Loss.MeanSquaredError, Output = \"age\", Weight = [|1e6|])"),
        "Loss(Loss.MeanSquaredError, Output = \"age\", Weight = 1000000) counts 1000000 times what the others count, which then hardly change what is "
        + "trained; if the values of the losses differ as much, all is well. Remove Weight.");

    [Theory]
    [InlineData("Loss(Loss.SoftmaxCrossEntropy, Output = \"kind\"), Loss(Loss.MeanSquaredError, Output = \"age\", Weight = [|1e-6|])",
        "counts 1e-6 times what another counts, and hardly changes what is trained")]
    public void DD4017_other_weights_Triggers(string losses, string part) =>
        Assert.Contains(part, Message("DD4017", Net(losses)), StringComparison.Ordinal);

    [Fact]
    public void DD4017_of_the_only_loss_Triggers() => Assert.Contains("under SGD is a learning rate 1000000 times as high", Message("DD4017",
        "[Model, Input(20), Dense(1), Loss(Loss.MeanSquaredError, Weight = [|1e6|])] partial class Net;"), StringComparison.Ordinal);

    /// <summary>Weights of published sums: auxiliary classifiers, boxes, and the prior of a variational autoencoder.</summary>
    [Theory]
    [InlineData("0.3")]
    [InlineData("5")]
    [InlineData("20.0 / 784 / 2")]
    [InlineData("1000")]
    public void DD4017_usual_weights_DoesNotTrigger(string weight) => DoesNotTrigger(
        Net($"Loss(Loss.SoftmaxCrossEntropy, Output = \"kind\"), Loss(Loss.MeanSquaredError, Output = \"age\", Weight = {weight})"));

    [Fact]
    public Task DD4017_removes_the_weight() => Fixed(
        "[Model, Input(20), Dense(1), Loss(Loss.MeanSquaredError, Weight = 1e6)] partial class Net;\n", "Remove Weight",
        "[Model, Input(20), Dense(1), Loss(Loss.MeanSquaredError)] partial class Net;\n");

    [Fact]
    public void DD4018_LossTwice_Triggers() => Triggers("DD4018",
        "[Model, Input(20), Dense(10, Name = \"kind\"), Output(\"kind\"), Loss(Loss.SoftmaxCrossEntropy), [|Loss(Loss.SoftmaxCrossEntropy, Output = \"kind\", Weight = 2)|]] "
        + "partial class Net;",
        "Loss(Loss.SoftmaxCrossEntropy, Output = \"kind\", Weight = 2) asks output \"kind\" what Loss(Loss.SoftmaxCrossEntropy) asks it: the two are one "
        + "that counts more. Remove it and give the other a Weight, or let it read another output.");

    /// <summary>Two kinds, two shares of one kind, and two outputs.</summary>
    [Theory]
    [InlineData("[Model, Input(8, 8, 3), Conv2D(1, Kernel = 3, Padding = Padding.Same), Loss(Loss.SigmoidCrossEntropy), Loss(Loss.Dice)]")]
    [InlineData("[Model, Input(20), Dense(1), Loss(Loss.Quantile, Share = 0.1), Loss(Loss.Quantile, Share = 0.9)]")]
    [InlineData("[Model, " + Heads + ", Loss(Loss.MeanSquaredError, Output = \"kind\"), Loss(Loss.MeanSquaredError, Output = \"age\")]")]
    public void DD4018_different_questions_DoesNotTrigger(string model) => DoesNotTrigger($"{model} partial class Net;");
}
