using DeepDsl.Generator.Tests.Harness;

namespace DeepDsl.Generator.Tests;

/// <summary>All that is emitted for a model besides its members, so that a review of a change to the compiler sees what became of the code.</summary>
public sealed class WholeProgramTests
{
    [Fact]
    public Task Dense_layers() => Verifier.Verify(Programs("""
        [Model, Input(20), Dense(18, Activation = Activation.ReLU), Dense(3), Loss(Loss.SoftmaxCrossEntropy)]
        """));

    [Fact]
    public Task Convolutions() => Verifier.Verify(Programs("""
        [Model, Input(8, 8, 3)]
        [Conv2D(4, Kernel = 3, Padding = Padding.Same, Bias = false), BatchNorm, ReLU, MaxPool2D(2)]
        [Flatten, Dropout(0.5), Dense(2), Loss(Loss.MeanSquaredError)]
        """));

    [Fact]
    public Task Embeddings() => Verifier.Verify(Programs("""
        [Model, Input(6, Type = ElementType.Int32), Embedding(50, 5), GlobalAvgPool1D, Dense(1), Loss(Loss.SigmoidCrossEntropy)]
        """));

    [Fact]
    public Task Sequences_of_any_length() => Verifier.Verify(Programs("""
        [Model, Input(Dim.T, Type = ElementType.Int32), Extent(Dim.T, Min = 3, Max = 64)]
        [Embedding(50, 5), Conv1D(8, Kernel = 3, Activation = Activation.ReLU), Dense(4), Loss(Loss.SoftmaxCrossEntropy)]
        """));

    [Fact]
    public Task Recurrences() => Verifier.Verify(Programs("""
        [Model, Input(5, 6), LSTM(18, Return = Return.Last), Dense(2), Loss(Loss.SoftmaxCrossEntropy)]
        """));

    private static string Programs(string attributes) =>
        GeneratorRun.Of($"using DeepDsl;\n{attributes}\npublic partial class Net;").Compiles().Files["Net.Programs.deepdsl.g.cs"];
}
