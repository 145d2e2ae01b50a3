namespace DeepDsl;

/// <summary>How a model is served, whatever its endpoints.</summary>
public sealed class ServingOptions
{
    /// <summary>Samples that are predicted at once, at most.</summary>
    public int MaxBatchSize { get; set; } = 32;

    /// <summary>
    /// How long the first sample of a batch waits for others. None by default: what came while the batch before was computed is the next one,
    /// so nobody waits while the model has nothing to do.
    /// </summary>
    public TimeSpan MaxWait { get; set; }

    /// <summary>Batches that are computed at the same time. One is divided among the threads of the model's device already.</summary>
    public int Concurrency { get; set; } = 1;

    /// <summary>Requests that may be read, wait or be computed at the same time. The next is told to come again (429).</summary>
    public int MaxPending { get; set; } = 256;

    /// <summary>What such a request is told to wait.</summary>
    public TimeSpan RetryAfter { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a request may take, its body included, before it ends with 503.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How often it is looked whether the file of weights is another one, which is then loaded; null for never. Each prediction is that of
    /// the old weights or of the new ones. A file that does not fit is logged, and the old weights stay.
    /// </summary>
    public TimeSpan? ReloadEvery { get; set; }

    internal void Check()
    {
        AtLeastOne(MaxBatchSize, nameof(MaxBatchSize));
        AtLeastOne(Concurrency, nameof(Concurrency));
        AtLeastOne(MaxPending, nameof(MaxPending));
        Check(MaxWait >= TimeSpan.Zero && MaxWait <= TimeSpan.FromMinutes(1), nameof(MaxWait), "0 to one minute", MaxWait);
        Check(RetryAfter >= TimeSpan.Zero, nameof(RetryAfter), "0 or more", RetryAfter);
        Check(Timeout > TimeSpan.Zero && Timeout <= TimeSpan.FromDays(1), nameof(Timeout), "above 0 and at most one day", Timeout);
        Check(ReloadEvery is not { } every || (every > TimeSpan.Zero && every <= TimeSpan.FromDays(1)),
            nameof(ReloadEvery), "above 0 and at most one day, or null", ReloadEvery);
    }

    private static void AtLeastOne(int found, string option) => Check(found >= 1, option, "1 or more", found);

    private static void Check(bool isRight, string option, string expected, object? found)
    {
        if (!isRight)
        {
            throw new ArgumentException($"{nameof(ServingOptions)}.{option} is {expected}, found {found}.");
        }
    }
}
