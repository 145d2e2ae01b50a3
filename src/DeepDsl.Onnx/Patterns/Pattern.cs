using DeepDsl.Compiler.Ir;

namespace DeepDsl.Onnx;

/// <summary>Several primitives that are one operator in ONNX.</summary>
/// <param name="Reads">What the operator reads.</param>
/// <param name="Covers">The primitives that it stands for but the last, none of which anybody else may read.</param>
/// <param name="Write">Writes the operator, given the last primitive.</param>
internal sealed record Pattern(IReadOnlyList<Node> Reads, IReadOnlyList<Node> Covers, Action<ExportScope, Node> Write);
