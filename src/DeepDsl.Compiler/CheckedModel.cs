using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Ops.Losses;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler;

/// <summary>What a declaration says, as far as it makes sense.</summary>
/// <param name="Graph">For inference; layers that are wrong are not in it.</param>
/// <param name="Losses">In source order.</param>
/// <param name="Problems">None for a declaration that compiles, if it is within its budget.</param>
public sealed record CheckedModel(ModelGraph Graph, IReadOnlyList<LossUse> Losses, IReadOnlyList<Problem> Problems);
