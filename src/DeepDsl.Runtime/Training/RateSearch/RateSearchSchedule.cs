namespace DeepDsl;

/// <summary>From one rate to another, larger by the same factor at each update.</summary>
internal sealed class RateSearchSchedule(double lowest, double highest, int updates) : LearningRateSchedule
{
    /// <inheritdoc/>
    protected override double RateAt(in ScheduleMoment moment) => lowest * Math.Pow(highest / lowest, moment.Step / (updates - 1.0));
}
