using DeepDsl.Compiler.Ir.Primitives;

namespace DeepDsl.Compiler.Ops;

/// <summary>What an output reads besides that is trained on a few of its classes.</summary>
/// <param name="Labels">[N, ..], those of its loss.</param>
/// <param name="Drawn">[Count], of each step anew.</param>
public sealed record SampledClasses(InputNode Labels, InputNode Drawn);
