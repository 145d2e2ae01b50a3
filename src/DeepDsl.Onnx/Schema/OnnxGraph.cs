namespace DeepDsl.Onnx;

/// <summary>Nodes in an order in which they can run, with their border and the tensors that they read.</summary>
internal sealed record OnnxGraph(
    string Name, IReadOnlyList<OnnxValue> Inputs, IReadOnlyList<OnnxValue> Outputs, IReadOnlyList<OnnxNode> Nodes,
    IReadOnlyList<OnnxTensor> Tensors)
{
    /// <summary>Other names for values, as the model's outputs have.</summary>
    public IReadOnlyDictionary<string, string> Renamed { get; init; } = new Dictionary<string, string>();
}
