namespace DeepDsl;

/// <summary>How <see cref="GanTrainer.Fit"/> trains.</summary>
public sealed record GanOptions
{
    /// <summary>Passes over the real samples.</summary>
    public int Epochs { get; init; } = 10;

    /// <summary>Real samples for an update, and as many made; 0 for the discriminator's own. What fills no batch is left out.</summary>
    public int BatchSize { get; init; }

    /// <summary>Decides the order of the samples and the random numbers.</summary>
    public int Seed { get; init; }

    /// <summary>Called after each epoch, to look at samples or to change rates; false ends the fit.</summary>
    public Func<EpochResult, bool>? EpochEnd { get; init; }
}
