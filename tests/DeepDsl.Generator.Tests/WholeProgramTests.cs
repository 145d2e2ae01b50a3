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

    [Fact]
    public Task A_block_of_a_gpt() => Verifier.Verify(Programs(Gpt(steps: 6, tokens: 20, width: 8, heads: 2, blocks: 1)));

    /// <summary>Four blocks as samples/TinyGpt has them: what trains, predicts and generates is no more than a person can look through.</summary>
    [Fact]
    public void A_small_gpt_stays_small()
    {
        IReadOnlyDictionary<string, string> files = GeneratorRun.Of("""
            using DeepDsl;

            [Model, Input(64, Type = ElementType.Int32), Embedding(74, 128, Name = "vectors"), LearnedPositions]
            [Encoder(Repeat = 4), LayerNorm, Unembed("vectors"), Loss(Loss.SoftmaxCrossEntropy)]
            public partial class Net;

            [Block, Identity(Name = "x"), LayerNorm, MultiHeadAttention(4, Causal = true), Add("x")]
            [Identity(Name = "attended"), LayerNorm, Dense(512, Activation = Activation.GELU), Dense(128), Add("attended")]
            public partial class Encoder;
            """).Compiles().Files;
        string text = files["Net.deepdsl.g.cs"] + files["Net.Programs.deepdsl.g.cs"];
        Assert.InRange(text.Count(c => c == '\n'), 1000, 6000);
        Assert.InRange(text.Length, 100_000, 400_000);
    }

    private static string Gpt(int steps, int tokens, int width, int heads, int blocks) => $"""
        [Model, Input({steps}, Type = ElementType.Int32), Embedding({tokens}, {width}, Name = "vectors"), LearnedPositions]
        {string.Concat(Enumerable.Range(1, blocks).Select(i => $"""
            [Identity(Name = "x{i}"), LayerNorm, MultiHeadAttention({heads}, Causal = true), Add("x{i}")]
            [Identity(Name = "attended{i}"), LayerNorm, Dense({4 * width}, Activation = Activation.GELU), Dense({width}), Add("attended{i}")]

            """))}
        [LayerNorm, Unembed("vectors"), Loss(Loss.SoftmaxCrossEntropy)]
        """;

    private static string Programs(string attributes) =>
        GeneratorRun.Of($"using DeepDsl;\n{attributes}\npublic partial class Net;").Compiles().Files["Net.Programs.deepdsl.g.cs"];
}
