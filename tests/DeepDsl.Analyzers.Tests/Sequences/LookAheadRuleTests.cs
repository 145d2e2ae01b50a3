using DeepDsl.Analyzers.Tests.Harness;
using static DeepDsl.Analyzers.Tests.Harness.RuleTest;

namespace DeepDsl.Analyzers.Tests.Sequences;

public sealed class LookAheadRuleTests
{
    private const string Tokens = "Input(20, Type = ElementType.Int32), Embedding(30, 16, InitValue = 0.1, Name = \"words\"), LearnedPositions";

    private const string Loss = "Loss(Loss.SoftmaxCrossEntropy)";

    private static string Model(string layers, string loss = Loss, string tokens = Tokens) => $"[Model, {tokens}, {layers}, {loss}] partial class Net;\n";

    [Fact]
    public void DD3029_SeesTheAnswer_Triggers() => Triggers("DD3029", Model("[|MultiHeadAttention(2)|], LayerNorm, Unembed(\"words\")"),
        "MultiHeadAttention(2) (layer 3) sees steps behind each of 20, and Loss(Loss.SoftmaxCrossEntropy) asks at each for one of the "
        + "30 tokens that Embedding(30, 16, InitValue = 0.1, Name = \"words\") (layer 1) reads: the next token is among what the model "
        + "sees. Write Causal = true, or give the loss an IgnoreIndex for masked tokens.");

    [Theory]
    [InlineData("MultiHeadAttention(2, Causal = true), LayerNorm, [|MultiHeadAttention(2)|], LayerNorm, Dense(30)")]
    [InlineData("Conv1D(16, Kernel = 3, Padding = Padding.Causal, Activation = Activation.ReLU), LSTM(16, Bidirectional = [|Merge.Sum|]), Dense(30)")]
    [InlineData("GRU(16, Reverse = [|true|]), Unembed(\"words\")")]
    [InlineData("Conv1D(16, Kernel = 3, Padding = [|Padding.Same|], Activation = Activation.ReLU), Unembed(\"words\")")]
    public void DD3029_SeesTheAnswer_names_what_sees(string layers) => Message("DD3029", Model(layers));

    [Theory]
    [InlineData("MultiHeadAttention(2, Causal = true), LayerNorm, Unembed(\"words\")", Loss)]
    [InlineData("MultiHeadAttention(2), LayerNorm, Unembed(\"words\")", "Loss(Loss.SoftmaxCrossEntropy, IgnoreIndex = -100)")]
    [InlineData("LSTM(16, Bidirectional = Merge.Concat), Dense(12)", Loss)]
    [InlineData("LSTM(16), Unembed(\"words\")", Loss)]
    [InlineData("LSTM(16, Bidirectional = Merge.Concat, Return = Return.Last), Dense(30)", Loss)]
    [InlineData("Conv1D(16, Kernel = 3, Padding = Padding.Causal, Activation = Activation.ReLU), Unembed(\"words\")", Loss)]
    public void DD3029_SeesTheAnswer_DoesNotTrigger(string layers, string loss) => DoesNotTrigger(Model(layers, loss));

    [Fact]
    public void DD3029_padding_that_counts_nothing_is_no_mask() => Message("DD3029", Model("[|MultiHeadAttention(2)|], LayerNorm, Unembed(\"words\")",
        "Loss(Loss.SoftmaxCrossEntropy, IgnoreIndex = 0)", Tokens.Replace("InitValue", "PaddingIndex = 0, InitValue", StringComparison.Ordinal)));

    [Fact]
    public Task DD3029_SeesTheAnswer_Fix() => FixTest.Fixed(Model("MultiHeadAttention(2), LayerNorm, Unembed(\"words\")"), "Write Causal = true",
        Model("MultiHeadAttention(2, Causal = true), LayerNorm, Unembed(\"words\")"));

    [Fact]
    public Task DD3029_in_a_block_Fix()
    {
        const string Block = "[Block, Identity(Name = \"x\"), MultiHeadAttention(2, Causal = Causal), Add(\"x\"), LayerNorm] partial class Encoder "
            + "{ [Parameter] const bool Causal = false; }\n";
        return FixTest.Fixed(Model("Encoder(Repeat = 2), Unembed(\"words\")") + Block, "Write Causal = true",
            Model("Encoder(Repeat = 2, Causal = true), Unembed(\"words\")") + Block);
    }

    [Fact]
    public Task DD3029_of_a_recurrent_layer_Fix() => FixTest.Fixed(Model("LSTM(16, Bidirectional = Merge.Sum), Unembed(\"words\")"), "Let it run forwards alone",
        Model("LSTM(16), Unembed(\"words\")"));

    [Fact]
    public Task DD3029_of_a_convolution_Fix() => FixTest.Fixed(
        Model("Conv1D(16, Kernel = 3, Padding = Padding.Same, Activation = Activation.ReLU), Unembed(\"words\")"), "Use Padding.Causal",
        Model("Conv1D(16, Kernel = 3, Padding = Padding.Causal, Activation = Activation.ReLU), Unembed(\"words\")"));

    [Fact]
    public void DD3030_MaySeeTheAnswer_Triggers() => Triggers("DD3030", Model("LSTM(16, Bidirectional = [|Merge.Concat|]), Dense(30)"),
        "LSTM(16, Bidirectional = Merge.Concat) (layer 3) sees steps behind each of 20, and Loss(Loss.SoftmaxCrossEntropy) asks at "
        + "each for one of the 30 tokens that Embedding(30, 16, InitValue = 0.1, Name = \"words\") (layer 1) reads: the next token is "
        + "among what the model sees. Let it run forwards alone, unless the targets are others, or give the loss an IgnoreIndex for "
        + "masked tokens.");

    [Fact]
    public Task DD3030_MaySeeTheAnswer_Fix() => FixTest.Fixed(Model("LSTM(16, Bidirectional = Merge.Concat), Dense(30)"), "Let it run forwards alone",
        Model("LSTM(16), Dense(30)"));
}
