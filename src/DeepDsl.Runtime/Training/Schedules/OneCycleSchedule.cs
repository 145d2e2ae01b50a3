namespace DeepDsl;

/// <summary>
/// One rise to <paramref name="maximum"/> and one fall far below the start, by update over the whole fit (Smith's "super-convergence").
/// The base rate is not used.
/// </summary>
public sealed class OneCycleSchedule(double maximum) : LearningRateSchedule
{
    /// <summary>Part of the updates in which the rate rises.</summary>
    public double RisingPart { get; init; } = 0.3;

    /// <summary>The rate starts at the maximum divided by this.</summary>
    public double StartDivisor { get; init; } = 25;

    /// <summary>The rate ends at the start divided by this.</summary>
    public double EndDivisor { get; init; } = 1e4;

    /// <summary>Straight lines instead of half cosine waves.</summary>
    public bool Linear { get; init; }

    /// <inheritdoc/>
    protected override double RateAt(in ScheduleMoment moment)
    {
        double start = maximum / StartDivisor;
        double peak = (RisingPart * moment.TotalSteps) - 1;
        double last = moment.TotalSteps - 1;
        return moment.Step <= peak && peak > 0
            ? Between(start, maximum, moment.Step / peak)
            : Between(maximum, start / EndDivisor, last <= peak ? 1 : Math.Min(1, (moment.Step - peak) / (last - peak)));
    }

    private double Between(double from, double to, double part) =>
        Linear ? from + ((to - from) * part) : to + ((from - to) / 2 * (1 + Math.Cos(Math.PI * part)));
}
