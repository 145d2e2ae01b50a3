using DeepDsl.Analyzers.Tests.Harness;
using static DeepDsl.Analyzers.Tests.Harness.RuleTest;

namespace DeepDsl.Analyzers.Tests.Layers;

/// <summary>Merges that read one value twice.</summary>
public sealed class MergeRuleTests
{
    private const string Doubled = "[Model, Input(20), Dense(32, Activation = Activation.ReLU, Name = \"a\"), [|Add(\"a\")|], Dense(10), "
        + "Loss(Loss.SoftmaxCrossEntropy)] partial class Net;";

    [Fact]
    public void DD3046_MergedWithItself_Triggers() => Triggers("DD3046", Doubled,
        "Add(\"a\") (layer 2) joins what Dense(32, Activation = Activation.ReLU, Name = \"a\") (layer 1) gives with itself, which only doubles it. "
        + "Name another value, or remove it.");

    [Theory]
    [InlineData("Dense(32, Activation = Activation.ReLU, Name = \"a\"), [|Subtract(\"a\")|], Dense(10)", "which gives 0")]
    [InlineData("Dense(32, Activation = Activation.ReLU, Name = \"a\"), [|Maximum(\"a\")|], Dense(10)", "which changes nothing")]
    [InlineData("Dense(32, Activation = Activation.ReLU, Name = \"a\"), [|Concat(\"a\")|], Dense(10)", "tells the layers behind nothing new")]
    [InlineData("Dense(32, Activation = Activation.ReLU), Identity(Name = \"a\"), [|Shortcut(\"a\")|], Dense(10)", "only doubles it")]
    [InlineData("Dense(32, Activation = Activation.ReLU, Name = \"a\"), Dense(32, Activation = Activation.ReLU), [|Concat(\"a\", \"a\")|], Dense(10)",
        "Name another value.")]
    [InlineData("Identity(Name = \"x\"), [|Concat(\"x\")|], Dense(10)", "joins an input with itself")]
    public void DD3046_other_merges_Triggers(string layers, string part) => Assert.Contains(
        part, Message("DD3046", $"[Model, Input(20), {layers}, Loss(Loss.SoftmaxCrossEntropy)] partial class Net;"), StringComparison.Ordinal);

    /// <summary>A square, two inputs of one size, and two dropouts of one value, which differ in training.</summary>
    [Theory]
    [InlineData("Input(20), Dense(32, Activation = Activation.ReLU, Name = \"a\"), Multiply(\"a\"), Dense(10)")]
    [InlineData("Input(20, Name = \"x\"), Input(20, Name = \"y\"), Concat(\"x\"), Dense(10)")]
    [InlineData("Input(20), Dense(32, Activation = Activation.ReLU, Name = \"a\"), Dropout(0.2, Name = \"b\"), Dropout(0.2, From = \"a\"), Concat(\"b\"), Dense(10)")]
    [InlineData("Input(20), Dense(32, Activation = Activation.ReLU, Name = \"a\"), Dense(32, Activation = Activation.ReLU), Add(\"a\"), Dense(10)")]
    public void DD3046_of_two_values_DoesNotTrigger(string layers) =>
        DoesNotTrigger($"[Model, {layers}, Loss(Loss.SoftmaxCrossEntropy)] partial class Net;");

    [Fact]
    public Task DD3046_removes_the_merge() => FixTest.Fixed(
        "[Model, Input(20), Dense(32, Activation = Activation.ReLU, Name = \"a\"), Add(\"a\"), Dense(32, Activation = Activation.ReLU), Add(\"a\"), "
        + "Dense(10), Loss(Loss.SoftmaxCrossEntropy)]\npartial class Net;\n",
        "Remove it",
        "[Model, Input(20), Dense(32, Activation = Activation.ReLU, Name = \"a\"), Dense(32, Activation = Activation.ReLU), Add(\"a\"), "
        + "Dense(10), Loss(Loss.SoftmaxCrossEntropy)]\npartial class Net;\n");
}
