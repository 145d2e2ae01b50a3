using DeepDsl.Compiler.Ir;

namespace DeepDsl.Compiler.Schedule;

/// <summary>One program before fusion: which nodes it must produce, and where to.</summary>
public sealed record ProgramGraph(string Name, IReadOnlyList<(Node Node, Value Target)> Results);

/// <summary>One program after fusion: its launches in order.</summary>
public sealed record ProgramSteps(string Name, IReadOnlyList<Step> Steps);
