namespace DeepDsl.Onnx;

/// <summary>A recurrent layer that ONNX has an operator for.</summary>
/// <param name="Layer">As in a declaration, with UNITS for the number of units.</param>
/// <param name="Operator">ONNX's name.</param>
/// <param name="Order">By ONNX's order of gates, the number of each here.</param>
internal sealed record RecurrentKind(string Layer, string Operator, IReadOnlyList<int> Order)
{
    /// <summary>Besides those that all have.</summary>
    public (string Name, object Value)[] Attributes { get; init; } = [];

    public static IReadOnlyList<RecurrentKind> All { get; } =
    [
        new("LSTM(Units = UNITS)", "LSTM", [0, 3, 1, 2]),
        new("GRU(Units = UNITS)", "GRU", [1, 0, 2]) { Attributes = [("linear_before_reset", 1L)] },
        new("GRU(Units = UNITS, Bias = false)", "GRU", [1, 0, 2]) { Attributes = [("linear_before_reset", 1L)] },
        new("GRU(Units = UNITS, ResetAfter = false)", "GRU", [1, 0, 2]),
        new("SimpleRNN(Units = UNITS)", "RNN", [0]),
        new("SimpleRNN(Units = UNITS, Activation = Activation.ReLU)", "RNN", [0]) { Attributes = [("activations", new[] { "Relu" })] },
    ];
}
