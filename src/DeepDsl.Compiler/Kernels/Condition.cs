namespace DeepDsl.Compiler.Kernels;

public enum Comparison
{
    /// <summary>At most.</summary>
    AtMost,

    /// <summary>At least.</summary>
    AtLeast,

    /// <summary>From zero to below.</summary>
    Inside,

    /// <summary>Less than.</summary>
    Below,

    Equal,
}

/// <summary>A comparison of whole numbers.</summary>
public sealed record Condition(Comparison Comparison, IndexExpr Left, IndexExpr Right);
