namespace DeepDsl.Compiler.Ops;

/// <summary>What a rate may be: members of the runtime's enum of this name.</summary>
public enum RateRange
{
    /// <summary>From 0 to below 1.</summary>
    Share,

    /// <summary>Any number of at least 0.</summary>
    Positive,

    /// <summary>Any number.</summary>
    Any,
}
