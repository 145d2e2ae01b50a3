namespace DeepDsl.Onnx;

/// <summary>A value at the border of a graph.</summary>
/// <param name="Name">Of the value.</param>
/// <param name="Type">Of its elements.</param>
/// <param name="Shape">Numbers, and names of sizes that are set at run time.</param>
internal sealed record OnnxValue(string Name, OnnxType Type, IReadOnlyList<string> Shape);
