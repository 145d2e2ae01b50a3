namespace DeepDsl;

/// <summary>Multiplies the rate by <paramref name="factor"/> after every <paramref name="everyEpochs"/> epochs.</summary>
public sealed class StepSchedule(int everyEpochs, double factor = 0.1) : LearningRateSchedule
{
    private readonly int _everyEpochs = everyEpochs > 0
        ? everyEpochs
        : throw new ArgumentOutOfRangeException(nameof(everyEpochs), $"everyEpochs is {everyEpochs}; it must be at least 1.");

    /// <inheritdoc/>
    protected override double RateAt(in ScheduleMoment moment) => moment.BaseRate * Math.Pow(factor, moment.Epoch / _everyEpochs);
}
