namespace DeepDsl;

/// <summary>How features are scaled.</summary>
public enum NormalizationKind
{
    /// <summary>Each feature to mean 0 and deviation 1.</summary>
    Standard,

    /// <summary>Each feature to [0, 1].</summary>
    MinMax,
}
