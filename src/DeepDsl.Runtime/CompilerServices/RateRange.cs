using System.ComponentModel;

namespace DeepDsl.CompilerServices;

/// <summary>What a rate may be.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public enum RateRange
{
    /// <summary>From 0 to below 1.</summary>
    Share,

    /// <summary>Any number of at least 0.</summary>
    Positive,

    /// <summary>Any number.</summary>
    Any,
}
