using DeepDsl.Compiler.Ops;

namespace DeepDsl.Analyzers.Losses;

/// <summary>What is known of the values that a layer gives.</summary>
public enum ValueForm
{
    Unknown,

    /// <summary>Any number.</summary>
    Real,

    /// <summary>At least 0.</summary>
    Positive,

    /// <summary>From -1 to 1.</summary>
    Signed,

    /// <summary>From 0 to 1.</summary>
    Unit,

    /// <summary>From 0 to 1, and 1 in sum along the last dimension.</summary>
    Distribution,

    /// <summary>Logarithms of a distribution.</summary>
    LogDistribution,
}

/// <param name="Form">What is known.</param>
/// <param name="Giver">The layer that sees to it, for others only pass its values on; null where several do.</param>
public sealed record FormedValue(ValueForm Form, LayerRow? Giver)
{
    public static FormedValue Unknown { get; } = new(ValueForm.Unknown, null);
}
