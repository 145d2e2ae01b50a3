namespace DeepDsl;

/// <summary>Multiplies the rate by <paramref name="factor"/> after every epoch.</summary>
public sealed class ExponentialSchedule(double factor) : LearningRateSchedule
{
    /// <inheritdoc/>
    protected override double RateAt(in ScheduleMoment moment) => moment.BaseRate * Math.Pow(factor, moment.Epoch);
}
