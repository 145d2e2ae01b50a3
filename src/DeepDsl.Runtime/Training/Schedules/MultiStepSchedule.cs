namespace DeepDsl;

/// <summary>Multiplies the rate by a factor at each of several moments, such as after epochs 30, 60 and 80.</summary>
public sealed class MultiStepSchedule : LearningRateSchedule
{
    private readonly int[] _milestones;
    private readonly double _factor;

    /// <param name="milestones">Epochs, or updates, after which the rate falls: at least one, in rising order.</param>
    /// <param name="factor">What the rate is multiplied by at each.</param>
    public MultiStepSchedule(IReadOnlyList<int> milestones, double factor = 0.1)
    {
        _milestones = [.. milestones];
        _factor = factor;
        bool rises = _milestones.Length > 0 && _milestones[0] >= 1;
        for (int i = 1; i < _milestones.Length; i++)
        {
            rises &= _milestones[i] > _milestones[i - 1];
        }
        if (!rises)
        {
            throw new ArgumentException(
                $"{nameof(MultiStepSchedule)} takes milestones in rising order, from 1, found [{Listing.Of(_milestones)}].", nameof(milestones));
        }
    }

    /// <summary>What is counted.</summary>
    public ScheduleUnit Unit { get; init; }

    /// <inheritdoc/>
    protected override double RateAt(in ScheduleMoment moment)
    {
        long done = moment.Done(Unit);
        return moment.BaseRate * Math.Pow(_factor, _milestones.Count(m => m <= done));
    }
}
