namespace DeepDsl;

/// <summary>
/// Half a cosine wave from the base rate down to <see cref="Minimum"/>, by update: once over the whole fit, or restarting with a period.
/// </summary>
public sealed class CosineSchedule : LearningRateSchedule
{
    /// <summary>The rate at the end of the wave.</summary>
    public double Minimum { get; init; }

    /// <summary>Epochs until the first restart; 0 for a single wave over the whole fit.</summary>
    public int PeriodEpochs { get; init; }

    /// <summary>Each period is this many times as long as the one before.</summary>
    public int PeriodGrowth { get; init; } = 1;

    /// <inheritdoc/>
    protected override double RateAt(in ScheduleMoment moment)
    {
        double period = moment.TotalSteps;
        double position = Math.Min(moment.Step, period);
        if (PeriodEpochs > 0)
        {
            position = moment.Step;
            period = (double)PeriodEpochs * moment.StepsPerEpoch;
            while (position >= period)
            {
                position -= period;
                period *= Math.Max(1, PeriodGrowth);
            }
        }
        return Minimum + ((moment.BaseRate - Minimum) * (1 + Math.Cos(Math.PI * position / period)) / 2);
    }
}
