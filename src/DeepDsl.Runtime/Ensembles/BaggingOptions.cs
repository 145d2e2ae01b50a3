namespace DeepDsl;

/// <summary>How <see cref="Bagging.Fit"/> trains.</summary>
public sealed record BaggingOptions : EnsembleOptions
{
    /// <summary>Whether each bag has of each class as many samples as the smallest class has, so that none is rare.</summary>
    public bool Balanced { get; init; }

    /// <summary>Members trained at the same time; the result is the same on any number.</summary>
    public int Threads { get; init; } = 1;
}
