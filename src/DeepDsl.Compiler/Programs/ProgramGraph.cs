using DeepDsl.Compiler.Ir;

namespace DeepDsl.Compiler.Programs;

/// <summary>One program before fusion: which nodes it must produce, and where to.</summary>
public sealed record ProgramGraph(string Name, IReadOnlyList<(Node Node, Buffer Target)> Results);
