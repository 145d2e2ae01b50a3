namespace DeepDsl;

/// <summary>How features are scaled.</summary>
public enum NormalizationKind
{
    /// <summary>Each feature to mean 0 and deviation 1.</summary>
    Standard,

    /// <summary>Each feature to [0, 1].</summary>
    MinMax,

    /// <summary>Each feature to median 0 and a distance of 1 between its quarters, which few large values don't change.</summary>
    Robust,

    /// <summary>Not at all.</summary>
    None,
}
