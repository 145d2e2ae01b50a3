namespace DeepDsl.Onnx;

/// <summary>A node is nothing that layers compute. The message goes on behind the node's name.</summary>
internal sealed class NoCounterpartException(string message) : Exception(message);
