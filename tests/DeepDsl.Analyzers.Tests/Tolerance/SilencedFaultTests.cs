using DeepDsl.Analyzers.Tests.Harness;
using DeepDsl.Generator.Tests.Harness;

namespace DeepDsl.Analyzers.Tests.Tolerance;

/// <summary>Declarations with a mistake: which other faults are reported with it, and which would only follow from it.</summary>
public sealed class SilencedFaultTests
{
    private const string NoWindow = "Input(8, 8, 1), Conv2D(4, Kernel = 9), ReLU, Flatten";

    [Theory]

    // In front of the mistake, of shapes too.
    [InlineData("DD2003 DD3045", "Input(8, 8, 1), LeakyReLU(Slope = 0), Conv2D(4, Kernel = 9), ReLU, Flatten, Dense(2)")]
    [InlineData("DD2003 DD2012", "Input(28, 28, 1), Conv2D(4, Kernel = 5, Stride = 4), ReLU, Conv2D(4, Kernel = 9), ReLU, Flatten, Dense(2)")]
    [InlineData("DD2001 DD3012", "Input(8), Dense(8), Dense(8), ReLU, MaxPool2D(2), Dense(2)")]

    // At the same layer.
    [InlineData("DD2003 DD3016", "Input(8, 8, 1), Conv2D(4, Kernel = 9), BatchNorm, ReLU, Flatten, Dense(2)")]
    [InlineData("DD2003 DD3013", "Input(8, 8, 1), Conv2D(4, Kernel = 9, Activation = Activation.ReLU), ReLU, Flatten, Dense(2)")]

    // Behind it, from kinds of layers alone.
    [InlineData("DD2003 DD3015", NoWindow + ", Dense(8), Dropout(0.5), BatchNorm, ReLU, Dense(2)")]
    [InlineData("DD2003 DD3001", NoWindow + ", Dense(8, Init = Init.Zeros), ReLU, Dense(2)")]
    [InlineData("DD2003 DD3007", NoWindow + ", Dense(8, Init = Init.HeNormal, Activation = Activation.Tanh), Dense(2)")]
    [InlineData("DD2003 DD3018", NoWindow + ", Dense(8, Activation = Activation.ReLU), Dropout(0.9), Dense(2)")]
    [InlineData("DD2003 DD3003", NoWindow + ", Dense(8), Sigmoid, Dense(8), Sigmoid, Dense(8), Sigmoid, Dense(2)")]
    [InlineData("DD2003 DD3023", NoWindow + ", Dense(1, Activation = Activation.Softmax)")]
    [InlineData("DD2001 DD3045", "Input(8), Conv2D(4, Kernel = 3), LeakyReLU(Slope = 0), Flatten, Dense(2)")]
    [InlineData("DD2002 DD3045", "Input(8, Type = ElementType.Int32), Dense(4), LeakyReLU(Slope = 0), Dense(2)")]
    [InlineData("DD2004 DD3018", "Input(4, Name = \"x\"), Dense(8, Name = \"a\"), Dense(4, From = \"x\"), Add(\"a\"), Dropout(0.9), Dense(2)")]
    [InlineData("DD2007 DD3045", "Input(8), Reshape(3, 3), LeakyReLU(Slope = 0), Flatten, Dense(2)")]
    [InlineData("DD1009 DD3045", "Input(4, Name = \"left\"), Dense(8, Activation = Activation.ReLU), Concat(\"lift\"), LeakyReLU(Slope = 0), Dense(2)")]
    [InlineData("DD1021 DD3015", "Input(8), Dense(0, Activation = Activation.ReLU), Dropout(0.5), BatchNorm, Dense(2)")]

    // Beside it.
    [InlineData("DD1012 DD2003", "Input(8, 8, 1, Name = \"x\"), Conv2D(4, Kernel = 9), ReLU, Flatten, Dense(2, Name = \"y\"), Conv2D(3, Kernel = 3, From = \"x\"), Output(\"y\")")]
    [InlineData("DD2003 DD2012", "Input(28, 28, 1, Name = \"x\"), Conv2D(4, Kernel = 29), ReLU, Flatten, Dense(4, Name = \"a\"), "
        + "Conv2D(4, Kernel = 5, Stride = 4, From = \"x\"), ReLU, Flatten, Dense(4), Add(\"a\")")]

    // Losses and settings.
    [InlineData("DD2003 DD4004", NoWindow + ", Dense(3, Activation = Activation.Softmax), Loss(Loss.SoftmaxCrossEntropy)")]
    [InlineData("DD2003 DD4001", NoWindow + ", Dense(3), Loss(Loss.CategoricalCrossEntropy)")]
    [InlineData("DD1021 DD2003", NoWindow + ", Dense(3), Loss(Loss.Huber, Delta = -1)")]
    [InlineData("DD2003 DD2009", NoWindow + ", Dense(3), Loss(Loss.SoftmaxCrossEntropy), Labels(typeof(Answer))")]
    [InlineData("DD2003 DD5001", NoWindow + ", Dense(3), Loss(Loss.SoftmaxCrossEntropy), Train(LearningRate = 100)")]
    [InlineData("DD2003 DD5002", NoWindow + ", Dense(3), Loss(Loss.SoftmaxCrossEntropy), Train(LearningRate = -1)")]
    public void Fault_is_reported_with_the_mistake(string rules, string attributes) => Assert.Equal(rules, Found(attributes));

    [Theory]
    [InlineData("DD2003", "Input(8, 8, 1), Conv2D(4, Kernel = 9), ReLU, Conv2D(4, Kernel = 9), ReLU, Flatten, Dense(2)")]
    [InlineData("DD2003", "Input(28, 28, 1), Conv2D(4, Kernel = 29), ReLU, Conv2D(4, Kernel = 5, Stride = 4), ReLU, Flatten, Dense(2)")]
    [InlineData("DD2003", "Input(8, 8, 1), Conv2D(4, Kernel = 9), Flatten, Dense(2)")]
    [InlineData("DD2003", "Input(64, 64, 32), Conv2D(4, Kernel = 99), ReLU, Flatten, Dense(4000), ReLU, Dense(2)")]
    [InlineData("DD2003", "Input(16, 8), Conv1D(16, Kernel = 99), MultiHeadAttention(4), GlobalAvgPool1D, Dense(2)")]
    [InlineData("DD2003", NoWindow + ", Dense(3), Loss(Loss.SoftmaxCrossEntropy), Train(ClipValue = 1, ClipNorm = 1e9)")]
    [InlineData("DD2003", NoWindow + ", Dense(3), Loss(Loss.SoftmaxCrossEntropy, ClassWeights = new[] { 1.0, 2.0, 3.0 })")]
    [InlineData("DD1009", "Input(4, Name = \"x\"), Dense(8, Name = \"aa\"), Dense(8, From = \"x\"), Add(\"far away\"), Dense(2)")]
    [InlineData("DD1021", "Input(8), Dense(0, Name = \"a\"), ReLU, Dense(8, Share = \"a\")")]
    [InlineData("DD1021", "Input(8), Halves(Repeat = 0, Name = \"b\"), ReLU, Dense(8), Add(\"b\")")]
    [InlineData("DD1006", "Dense(8), ReLU, MaxPool2D(2)")]
    [InlineData("DD2001", "Input(28, 28, 1), Conv2D(16, Kernel = 3, Activation = Activation.ReLU), Dense(10), Loss(Loss.SoftmaxCrossEntropy)")]
    public void What_only_follows_is_not(string rules, string attributes) => Assert.Equal(rules, Found(attributes));

    [Fact]
    public void A_class_that_is_not_partial_has_its_layers_judged() =>
        Assert.Equal("DD1001 DD2003 DD3045", Found($"{NoWindow}, Dense(8), LeakyReLU(Slope = 0), Dense(2)", ""));

    private static string Found(string attributes, string partial = "partial ") => string.Join(" ", RuleTest.Diagnostics(Sources.Compile(
        "using DeepDsl; enum Answer { No, Yes } [Block, Dense(8)] public partial class Halves; " + $"[Model, {attributes}] {partial}class Net;"))
        .Select(d => d.Id).Order(StringComparer.Ordinal));
}
