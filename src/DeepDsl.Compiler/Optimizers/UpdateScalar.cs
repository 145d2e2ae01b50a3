using DeepDsl.Compiler.Ir;

namespace DeepDsl.Compiler.Optimizers;

/// <summary>A number that is the same for all weights of a step.</summary>
/// <param name="Input">Which input it is of the rule's expressions.</param>
/// <param name="Value">Its inputs are members of <see cref="StepNumber"/>.</param>
public sealed record UpdateScalar(int Input, string Name, Expr Value);
