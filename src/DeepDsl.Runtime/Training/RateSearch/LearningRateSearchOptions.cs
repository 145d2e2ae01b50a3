namespace DeepDsl;

/// <summary>How <see cref="Network.FindLearningRate"/> searches.</summary>
public sealed record LearningRateSearchOptions
{
    /// <summary>Rate of the first update.</summary>
    public double Lowest { get; init; } = 1e-6;

    /// <summary>Rate of the last update, unless the loss explodes before.</summary>
    public double Highest { get; init; } = 1;

    /// <summary>Updates, each at a rate that is larger by the same factor.</summary>
    public int Updates { get; init; } = 100;

    /// <summary>Samples per update; 0 for the model's own.</summary>
    public int BatchSize { get; init; }

    /// <summary>Decides the order of the samples.</summary>
    public int Seed { get; init; }

    /// <summary>How much of the smoothed loss stays from one update to the next.</summary>
    public double Smoothing { get; init; } = 0.9;

    /// <summary>The search ends where the smoothed loss is so many times its lowest.</summary>
    public double StopFactor { get; init; } = 4;

    /// <summary>Ends the search with an <see cref="OperationCanceledException"/>.</summary>
    public CancellationToken CancellationToken { get; init; }

    /// <summary>Throws where a search cannot be made so.</summary>
    internal void Check()
    {
        Demand(
            Lowest > 0 && double.IsFinite(Highest) && Highest > Lowest,
            FormattableString.Invariant($"goes from Lowest = {Lowest} to Highest = {Highest}; both must be above 0, and Highest above Lowest."));
        Demand(
            Updates >= LearningRateSearch.FewestPoints,
            FormattableString.Invariant($"has Updates = {Updates}; it takes at least {LearningRateSearch.FewestPoints}."));
        Demand(Smoothing is >= 0 and < 1, FormattableString.Invariant($"has Smoothing = {Smoothing}; it must lie from 0 to below 1."));
        Demand(
            StopFactor > 1 && double.IsFinite(StopFactor), FormattableString.Invariant($"has StopFactor = {StopFactor}; it must be finite and above 1."));
    }

    private static void Demand(bool condition, string message)
    {
        if (!condition)
        {
            throw new ArgumentException($"The search for a learning rate {message}");
        }
    }
}
