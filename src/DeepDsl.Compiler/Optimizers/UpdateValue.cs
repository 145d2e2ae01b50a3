using DeepDsl.Compiler.Ir;

namespace DeepDsl.Compiler.Optimizers;

/// <summary>A value per weight, by the name that the rule gave it.</summary>
public sealed record UpdateValue(string Name, Expr Value);
