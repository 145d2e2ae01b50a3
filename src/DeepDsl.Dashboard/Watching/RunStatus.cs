namespace DeepDsl;

/// <summary>Where a training stands.</summary>
internal readonly record struct RunStatus
{
    public RunPhase Phase { get; init; }

    /// <summary>Why it ended before its time; null where it did not.</summary>
    public string? Reason { get; init; }

    /// <summary>The running epoch, from 1; 0 where there are none.</summary>
    public int Epoch { get; init; }

    public int Epochs { get; init; }

    public int Batch { get; init; }

    public int Batches { get; init; }

    /// <summary>Updates in all.</summary>
    public long Step { get; init; }

    /// <summary>Mean loss of the epoch so far; of the last update where there are no epochs.</summary>
    public double Loss { get; init; }

    /// <summary>Learning rate of the last update.</summary>
    public double LearningRate { get; init; }

    /// <summary>What the schedule multiplies.</summary>
    public double BaseRate { get; init; }

    /// <summary>Samples a second; updates a second where nobody says how many samples those have.</summary>
    public double Speed { get; init; }

    /// <summary>Seconds to the end at this speed; NaN where that is not known.</summary>
    public double Remaining { get; init; }

    /// <summary>Seconds since the beginning, without pauses.</summary>
    public double Seconds { get; init; }
}
