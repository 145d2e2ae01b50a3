namespace DeepDsl.Tool.Host;

/// <summary>What is saved.</summary>
/// <param name="Path">The full path of the file.</param>
/// <param name="Opset">The version of ONNX's operators; null for the usual.</param>
/// <param name="Probabilities">Whether the softmax or sigmoid that the loss applies is part of it.</param>
internal sealed record ExportWork(string Path, int? Opset, bool Probabilities);
