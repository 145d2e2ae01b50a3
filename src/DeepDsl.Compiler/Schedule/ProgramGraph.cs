using DeepDsl.Compiler.Ir;

namespace DeepDsl.Compiler.Schedule;

/// <summary>One program before fusion: which nodes it must produce, and where to.</summary>
/// <param name="IsOptional">It may be left out at run time, so later programs must not rely on what it computes.</param>
public sealed record ProgramGraph(string Name, IReadOnlyList<(Node Node, Value Target)> Results, bool IsOptional = false);

/// <summary>One program after fusion: its launches in order.</summary>
public sealed record ProgramSteps(string Name, IReadOnlyList<Step> Steps);
