namespace DeepDsl;

/// <summary>The base rate throughout; useful for its warm-up.</summary>
public sealed class ConstantSchedule : LearningRateSchedule
{
    /// <inheritdoc/>
    protected override double RateAt(in ScheduleMoment moment) => moment.BaseRate;
}
