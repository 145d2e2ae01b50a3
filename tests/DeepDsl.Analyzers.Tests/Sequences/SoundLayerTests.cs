using static DeepDsl.Analyzers.Tests.Harness.RuleTest;

namespace DeepDsl.Analyzers.Tests.Sequences;

/// <summary>
/// Every layer over steps or nodes, in what each family of rules looks at: activations and norms around it, how it starts, what is dropped,
/// penalties, frozen layers, losses. All is sound, so nothing is said, not even as an info.
/// </summary>
public sealed class SoundLayerTests
{
    private const string Loss = "Loss(Loss.SoftmaxCrossEntropy)";

    private const string Train = "Train(Optimizer = Optimizer.Adam, LearningRate = 1e-3, ClipNorm = 1)";

    private static readonly string[] s_overSteps =
    [
        "SimpleRNN(16@)", "LSTM(16@)", "GRU(16@)", "LSTM(8, Bidirectional = Merge.Concat, Layers = 2, Dropout = 0.2@)",
        "LearnedPositions, MultiHeadAttention(2@)", "SinusoidalPositions, MultiHeadAttention(2, Causal = true@)",
        "MultiHeadAttention(2, Positions = RelativePositions.Rotary@)",
    ];

    private static readonly string[] s_overNodes = ["GraphConv(16@)", "GraphAttention(8, Heads = 2@)", "GraphSage(16@)", "GraphIsomorphism(16@)"];

    private static readonly string[] s_options = ["", ", L2 = 1e-4", ", Trainable = false", ", Name = \"it\""];

    /// <summary>Nodes that no edge ends at would have nothing else.</summary>
    private static readonly string[] s_optionsOverSteps = [.. s_options, ", Bias = false"];

    /// <summary>What may stand before and behind; % is the layer.</summary>
    private static readonly string[] s_places =
    [
        "%, Dense(3)", "%, Dropout(0.5), Dense(3)", "%, LayerNorm, Dense(3)", "Dense(16, Activation = Activation.ReLU), %, Dense(3)",
        "LayerNorm, %, LayerNorm, ReLU, Dense(3)",
        "Identity(Name = \"before\"), %, Add(\"before\"), LayerNorm, Dense(3)", "%, GlobalAvgPool1D, Dropout(0.5), Dense(3)",
    ];

    [Fact]
    public void Layers_over_steps_are_left_in_peace() => AreLeftInPeace(s_overSteps, s_optionsOverSteps, "Input(20, 16)");

    [Fact]
    public void Layers_over_nodes_are_left_in_peace() => AreLeftInPeace(
        [.. s_overNodes.Select(l => l.Replace("@", ", Activation = Activation.ELU@", StringComparison.Ordinal))], s_options,
        "Input(60, 2, Type = ElementType.Int32, Name = \"edges\"), Input(20, 16, Name = \"x\")");

    [Fact]
    public void Stacks_are_left_in_peace() => DoesNotTrigger(Models(
    [
        "Input(40, 16), LSTM(32, RecurrentDropout = 0.2), Dropout(0.2), LSTM(32, Return = Return.Last), Dense(3)",
        "Input(40, 16), GRU(32, Reverse = true, Return = Return.Last), Dense(16, Activation = Activation.Tanh), Dense(3)",
        "Input(40, 16), SimpleRNN(32, Init = Init.LeCunNormal, Return = Return.Last), BatchNorm, Dense(3)",
        "Input(40, Type = ElementType.Int32), Embedding(90, 32, Name = \"words\", InitValue = 0.1), LSTM(32, Layers = 2), LayerNorm, Unembed(\"words\")",
        "Input(40, 16), Conv1D(16, Kernel = 3, Padding = Padding.Same, Activation = Activation.ReLU), MultiHeadAttention(2), LayerNorm, GRU(16), Dense(3)",
        "Input(60, 2, Type = ElementType.Int32, Name = \"edges\"), Input(20, 16, Name = \"x\"), GraphConv(16), GraphConv(3)",
        "Input(60, 2, Type = ElementType.Int32, Name = \"edges\"), Input(20, 16, Name = \"x\"), GraphIsomorphism(16), GraphIsomorphism(16), GlobalSumPool1D, Dense(3)",
        "Input(60, 2, Type = ElementType.Int32, Name = \"edges\"), Input(20, 16, Name = \"x\"), GraphSage(16, Aggregate = Aggregate.Max), ReLU, GraphAttention(3)",
        "Input(60, 2, Type = ElementType.Int32, Name = \"edges\"), Input(20, 16, Name = \"x\"), GraphConv(16, Bias = false), BatchNorm, ReLU, GraphConv(3)",
    ]));

    private static void AreLeftInPeace(string[] layers, string[] options, string input) => DoesNotTrigger(Models(
        from layer in layers
        from place in s_places
        from option in options
        where place == s_places[0] || option.Length == 0
        select $"{input}, {place.Replace("%", layer.Replace("@", option, StringComparison.Ordinal), StringComparison.Ordinal)}"));

    /// <summary>All in one compilation.</summary>
    private static string Models(IEnumerable<string> layers) =>
        string.Concat(layers.Select((l, i) => $"[Model, {l}, {Loss}, {Train}] partial class Net{i};\n"));
}
