using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Tests.Steps;

/// <summary>A model of texts of 5 of 7 tokens, whose every layer follows a text step by step.</summary>
/// <param name="Name">Of its class.</param>
/// <param name="Layers">As in source, arguments by name.</param>
public sealed record SteppedModel(string Name, string[] Layers)
{
    /// <summary>Steps of a text.</summary>
    public const int Steps = 5;

    /// <summary>The layer that they begin with.</summary>
    internal const string Words = "Embedding(Vocabulary = 7, Dimension = 6, Name = \"words\")";

    private const string Source = "Input(Shape = [4], Type = ElementType.Int32, PaddingToken = 0, Name = \"source\")";

    private const string Read = "Embedding(Vocabulary = 7, Dimension = 5, From = \"source\")";

    private const string Said = "Embedding(Vocabulary = 7, Dimension = 6, From = \"text\")";

    /// <summary>All primitives that go on from what was, each way to know positions, and rows that no vector divides.</summary>
    public static IReadOnlyList<SteppedModel> All { get; } =
    [
        new("WordsAlone", [Words, "Dense(Units = 7)"]),
        new("LearnedPositions", [Words, "LearnedPositions", "MultiHeadAttention(Heads = 2, Causal = true)", "LayerNorm", "Unembed(Embedding = \"words\")"]),
        new("TokensInFours", ["Embedding(Vocabulary = 8, Dimension = 36, Name = \"words\")", "LayerNorm", "Unembed(Embedding = \"words\")"]),
        new("TwoAttentions", [Words, "SinusoidalPositions", "MultiHeadAttention(Heads = 3, Causal = true)", "MultiHeadAttention(Heads = 2, Causal = true)", "Dense(Units = 7)"]),
        new("Rotary", [Words, "MultiHeadAttention(Heads = 3, Causal = true, Positions = RelativePositions.Rotary)", "Dense(Units = 7)"]),
        new("AlibiSharedKeys", [Words, "MultiHeadAttention(Heads = 6, KeyValueHeads = 2, HeadSize = 4, Causal = true, Positions = RelativePositions.Alibi)", "Dense(Units = 7)"]),
        new("AWindow", [Words, "MultiHeadAttention(Heads = 2, Causal = true, Window = 2, Positions = RelativePositions.Alibi)", "Dense(Units = 7)"]),
        new("AttentionWithoutWeights", [Words, "Attention(Names = [], Heads = 2, Causal = true)", "Dense(Units = 7)"]),
        new("Lstm", [Words, "LSTM(Units = 4, Layers = 2)", "LSTM(Units = 3)", "Dense(Units = 7)"]),
        new("Gru", [Words, "GRU(Units = 4)", "GRU(Units = 3, ResetAfter = false)", "Dense(Units = 7)"]),
        new("PlainRecurrence", [Words, "SimpleRNN(Units = 5)", "Dense(Units = 7)"]),
        new("CausalConvolutions", [Words, "Conv1D(Filters = 5, Kernel = 3, Padding = Padding.Causal, Dilation = 2)", "DepthwiseConv1D(Kernel = 2, Padding = Padding.Causal)", "Conv1D(Filters = 7, Kernel = 1)"]),
        new("NormsAndActivations", [Words, "RMSNorm", "Dense(Units = 8, Activation = Activation.GELU)", "BatchNorm", "Softmax", "Dense(Units = 7)"]),
        new("Residuals", [Words, "Identity(Name = \"x\")", "LSTM(Units = 6)", "Add(Names = \"x\")", "Concat(Names = \"x\")", "Dense(Units = 7)"]),
        new("Wide", [Words, "Dense(Units = 128, Activation = Activation.Tanh)", "MultiHeadAttention(Heads = 4, Causal = true)", "Dense(Units = 256)", "Dense(Units = 96)", "Dense(Units = 7)"]),
        new("Translation", [Read, "GRU(Units = 3, Bidirectional = Merge.Concat, Name = \"memory\")", Said, "MultiHeadAttention(Heads = 2, Causal = true)", "MultiHeadAttention(Heads = 3, Memory = \"memory\")", "Dense(Units = 7)"]) { Given = Source },
        new("AdditiveTranslation", [Read, "LSTM(Units = 4, Name = \"memory\")", Said, "GRU(Units = 5, Name = \"said\")", "AdditiveAttention(Units = 3, Names = \"memory\")", "Concat(Names = \"said\")", "Dense(Units = 6)"]) { Given = Source },
        new("Listening", ["GRU(Units = 3, Bidirectional = Merge.Concat, From = \"heard\", Name = \"sounds\")", "GRU(Units = 4, Return = Return.Last, Name = \"start\")", Said, "GRU(Units = 4, InitialState = [\"start\"], Name = \"carried\")", "AdditiveAttention(Units = 3, Names = \"sounds\")", "Concat(Names = \"carried\")", "Dense(Units = 7)"]) { Given = "Input(Shape = [3, 2], Name = \"heard\")" },
        new("Caption", ["Dense(Units = 6, Activation = Activation.Tanh, From = \"seen\", Name = \"h\")", "Dense(Units = 6, From = \"seen\", Name = \"c\")", Said, "LSTM(Units = 6, InitialState = [\"h\", \"c\"])", "Dense(Units = 7)"]) { Given = "Input(Shape = [3], Name = \"seen\")" },
    ];

    /// <summary>Another input, which is given before the text; empty for none.</summary>
    public string Given { get; init; } = "";

    /// <summary>Its declaration.</summary>
    public ModelSpec Spec => new()
    {
        Name = Name,
        Layers = Layers.Prepend($"Input(Shape = [{Steps}], Type = ElementType.Int32, Name = \"text\")").Prepend(Given).Where(l => l.Length > 0)
            .Select(SpecReader.ReadAttribute).ToArray(),
    };
}
