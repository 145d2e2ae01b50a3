namespace DeepDsl.Compiler.Ops.Activations;

/// <summary>Where the values of a function lie.</summary>
public enum ValueRange
{
    /// <summary>Anywhere, at least on one side of 0.</summary>
    Real,

    /// <summary>At least 0.</summary>
    Positive,

    /// <summary>From -1 to 1.</summary>
    Signed,

    /// <summary>From 0 to 1.</summary>
    Unit,
}
