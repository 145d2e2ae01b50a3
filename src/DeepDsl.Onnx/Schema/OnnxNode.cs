namespace DeepDsl.Onnx;

/// <summary>A call of an operator.</summary>
/// <param name="Name">Unique in the file.</param>
/// <param name="Operator">As in ONNX's own domain.</param>
/// <param name="Inputs">Names of values; an empty one stands for none.</param>
/// <param name="Outputs">Names of values.</param>
/// <param name="Attributes">By name: a long, a float, a text, longs, texts, or a graph.</param>
internal sealed record OnnxNode(
    string Name, string Operator, IReadOnlyList<string> Inputs, IReadOnlyList<string> Outputs,
    IReadOnlyList<(string Name, object Value)> Attributes);
