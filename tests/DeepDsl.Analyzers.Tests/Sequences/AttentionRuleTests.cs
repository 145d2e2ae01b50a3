using DeepDsl.Analyzers.Tests.Harness;
using static DeepDsl.Analyzers.Tests.Harness.RuleTest;

namespace DeepDsl.Analyzers.Tests.Sequences;

public sealed class AttentionRuleTests
{
    private const string Tokens = "Input(20, Type = ElementType.Int32), Embedding(30, 16)";

    private const string Head = "LayerNorm, GlobalAvgPool1D, Dense(3), Loss(Loss.SoftmaxCrossEntropy)";

    private static string Model(string layers, string input = Tokens, string head = Head) => $"[Model, {input}, {layers}, {head}] partial class Net;\n";

    [Fact]
    public void DD3031_NoPositions_Triggers() => Triggers("DD3031", Model("[|MultiHeadAttention(2)|]"),
        "MultiHeadAttention(2) (layer 2) reads 20 tokens and gives the same for every order of them: no layer of the model says where "
        + "a step stands. Put [LearnedPositions] before it, or [SinusoidalPositions], or write Positions = RelativePositions.Rotary.");

    [Theory]
    [InlineData("SinusoidalPositions, MultiHeadAttention(2)")]
    [InlineData("MultiHeadAttention(2, Positions = RelativePositions.Alibi)")]
    [InlineData("MultiHeadAttention(2, Window = 4)")]
    [InlineData("RelativeAttention(2)")]
    [InlineData("Conv1D(16, Kernel = 3, Activation = Activation.ReLU), MultiHeadAttention(2)")]
    [InlineData("MultiHeadAttention(2), LayerNorm, GRU(16)")]
    public void DD3031_NoPositions_DoesNotTrigger(string layers) => DoesNotTrigger(Model(layers));

    [Fact]
    public void DD3031_of_what_a_flatten_orders_DoesNotTrigger() =>
        DoesNotTrigger(Model("MultiHeadAttention(2)", head: "LayerNorm, Flatten, Dense(3), Loss(Loss.SoftmaxCrossEntropy)"));

    [Fact]
    public Task DD3031_NoPositions_Fix() => FixTest.Fixed(Model("MultiHeadAttention(2)"), "Put [LearnedPositions] before it",
        Model("LearnedPositions, MultiHeadAttention(2)"));

    [Fact]
    public void DD3032_NoPositionsOfSteps_Triggers() => Triggers("DD3032", Model("[|Attention|]", "Input(20, 16)"),
        "Attention (layer 1) reads 20 steps and gives the same for every order of them: no layer of the model says where a step "
        + "stands; if they have no order, all is well. Put [LearnedPositions] before it, or [SinusoidalPositions].");

    [Theory]
    [InlineData("[|MultiHeadAttention(2, Causal = true)|]", Tokens)]
    [InlineData("Conv2D(16, Kernel = 4, Stride = 4), Reshape(16, 16), [|MultiHeadAttention(2)|]", "Input(16, 16, 3)")]
    public void DD3032_of_causal_attention_and_of_patches_Triggers(string layers, string input) => Message("DD3032", Model(layers, input));

    [Fact]
    public Task DD3032_NoPositionsOfSteps_Fix() => FixTest.Fixed(Model("MultiHeadAttention(2)", "Input(20, 16)"), "Put [LearnedPositions] before it",
        Model("LearnedPositions, MultiHeadAttention(2)", "Input(20, 16)"));

    [Fact]
    public void DD3032_of_positions_that_are_an_input_DoesNotTrigger() => DoesNotTrigger(
        Model("Add(\"x\"), MultiHeadAttention(2)", "Input(20, 16, Name = \"x\"), Input(20, 16, Name = \"positions\")"));

    [Fact]
    public void DD3033_NarrowHeads_Triggers() => Triggers("DD3033", Model("LearnedPositions, MultiHeadAttention([|8|])"),
        "MultiHeadAttention(8) (layer 3) cuts 16 channels into 8 heads of 2, which compare steps by 2 numbers; heads of 8 to 128 are usual. Write Heads = 2.");

    [Fact]
    public void DD3033_of_attention_by_distance_Triggers() => Message("DD3033", Model("RelativeAttention([|8|])"));

    [Theory]
    [InlineData("LearnedPositions, MultiHeadAttention(4)")]
    [InlineData("LearnedPositions, MultiHeadAttention(8, HeadSize = 8)")]
    public void DD3033_NarrowHeads_DoesNotTrigger(string layers) => DoesNotTrigger(Model(layers));

    [Fact]
    public Task DD3033_NarrowHeads_Fix() => FixTest.Fixed(Model("LearnedPositions, MultiHeadAttention(8)"), "Write Heads = 2",
        Model("LearnedPositions, MultiHeadAttention(2)"));
}
