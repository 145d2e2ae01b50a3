namespace DeepDsl;

/// <summary>Multiplies the rate by <paramref name="factor"/> after every <paramref name="every"/> epochs, or updates.</summary>
public sealed class StepSchedule(int every, double factor = 0.1) : LearningRateSchedule
{
    private readonly int _every = every > 0
        ? every
        : throw new ArgumentOutOfRangeException(nameof(every), $"every is {every}; it must be at least 1.");

    /// <summary>What is counted.</summary>
    public ScheduleUnit Unit { get; init; }

    /// <inheritdoc/>
    protected override double RateAt(in ScheduleMoment moment) => moment.BaseRate * Math.Pow(factor, moment.Done(Unit) / _every);
}
