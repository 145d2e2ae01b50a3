using System.Globalization;

namespace DeepDsl;

/// <summary>
/// One schedule, and from some moment on another, which begins there anew: its first update is that of the moment, its whole fit is what
/// is left. Made by <see cref="LearningRateSchedule.Then"/>.
/// </summary>
internal sealed class ChainedSchedule(LearningRateSchedule first, LearningRateSchedule next, int after, ScheduleUnit unit)
    : LearningRateSchedule
{
    /// <summary>Kept for the ends of epochs, which do not tell it; 0 before the first update.</summary>
    private long _stepsPerEpoch;

    /// <inheritdoc/>
    protected override double RateAt(in ScheduleMoment moment)
    {
        _stepsPerEpoch = moment.StepsPerEpoch;
        long border = Border();
        long step = moment.Step - border;
        return step < 0
            ? first.Rate(moment with { TotalSteps = Math.Min(border, moment.TotalSteps) })
            : next.Rate(moment with
            {
                Step = step,
                Epoch = (int)(step / moment.StepsPerEpoch),
                TotalSteps = Math.Max(1, moment.TotalSteps - border),
            });
    }

    /// <inheritdoc/>
    protected internal override void Start()
    {
        _stepsPerEpoch = 0;
        first.Start();
        next.Start();
    }

    /// <summary>The epoch belongs to the schedule of its last update.</summary>
    protected internal override void OnEpochEnd(EpochResult epoch, double baseRate) =>
        (epoch.Epoch * _stepsPerEpoch <= Border() ? first : next).OnEpochEnd(epoch, baseRate);

    /// <inheritdoc/>
    protected internal override double[] SaveState() => [.. first.SaveState(), .. next.SaveState(), _stepsPerEpoch];

    /// <inheritdoc/>
    protected internal override void LoadState(double[] state)
    {
        int cut = first.SaveState().Length;
        double steps = state[^1];
        if (steps is not (>= 0 and <= int.MaxValue) || !double.IsInteger(steps))
        {
            throw new InvalidDataException(string.Create(
                CultureInfo.InvariantCulture,
                $"The saved state of schedules in a chain ends with {steps}, which should be the updates of an epoch: the checkpoint is damaged."));
        }
        first.LoadState(state[..cut]);
        next.LoadState(state[cut..^1]);
        _stepsPerEpoch = (long)steps;
    }

    private long Border() => unit == ScheduleUnit.Step ? after : after * _stepsPerEpoch;
}
