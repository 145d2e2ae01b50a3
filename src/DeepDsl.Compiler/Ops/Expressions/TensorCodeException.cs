using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Ops.Expressions;

/// <summary>What is wrong in a function of tensors, and where.</summary>
internal sealed class TensorCodeException(ProblemKind kind, string message, CodePlace? place) : Exception(message)
{
    public ProblemKind Kind { get; } = kind;

    public CodePlace? Place { get; } = place;
}
