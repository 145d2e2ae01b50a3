using DeepDsl.Compiler.Ir.Primitives;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Kernels;

/// <summary>Attention or its gradient by the runtime, over operands whose names say what they are.</summary>
/// <param name="Samples">How many there are.</param>
/// <param name="Queries">How many a sample has.</param>
/// <param name="Keys">How many a sample has.</param>
/// <param name="Operands">The member of the runtime's operands that each of the kernel's is, and where in it that begins.</param>
/// <param name="DropKey">The variable with the key of the random numbers; empty where there are none.</param>
public sealed record RunAttention(
    AttentionForm Form, bool IsGradient, IndexExpr Samples, IndexExpr Queries, IndexExpr Keys,
    EquatableArray<AttentionOperand> Operands, string DropKey) : Statement;

/// <summary>What one operand of the runtime's attention is.</summary>
/// <param name="Member">Its name there.</param>
/// <param name="Place">Where it begins.</param>
public sealed record AttentionOperand(string Member, View Place);
