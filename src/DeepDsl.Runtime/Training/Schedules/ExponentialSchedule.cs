namespace DeepDsl;

/// <summary>Multiplies the rate by <paramref name="factor"/> after every epoch, or update.</summary>
public sealed class ExponentialSchedule(double factor) : LearningRateSchedule
{
    /// <summary>What is counted.</summary>
    public ScheduleUnit Unit { get; init; }

    /// <inheritdoc/>
    protected override double RateAt(in ScheduleMoment moment) => moment.BaseRate * Math.Pow(factor, moment.Done(Unit));
}
