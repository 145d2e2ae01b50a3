namespace DeepDsl;

/// <summary>The learning rate over the course of a fit, with an optional warm-up.</summary>
public abstract class LearningRateSchedule
{
    /// <summary>
    /// For this many updates the rate is multiplied by a factor that rises linearly from <see cref="WarmUpFrom"/> to 1; 0 for no warm-up.
    /// </summary>
    public int WarmUpSteps { get; init; }

    /// <summary>The factor at the first update of the warm-up.</summary>
    public double WarmUpFrom { get; init; } = 0.01;

    /// <summary>The rate of the next update.</summary>
    public double Rate(in ScheduleMoment moment)
    {
        double rate = RateAt(moment);
        return moment.Step >= WarmUpSteps ? rate : rate * (WarmUpFrom + ((1 - WarmUpFrom) * moment.Step / WarmUpSteps));
    }

    /// <summary>
    /// This schedule for so many epochs, or updates, and then another, which begins there anew from the base rate. Each of both takes its own
    /// part for the whole fit. So a rise in front of a wave is
    /// <c>new ConstantSchedule { WarmUpSteps = 500 }.Then(new CosineSchedule(), 500, ScheduleUnit.Step)</c>.
    /// </summary>
    /// <param name="next">The schedule from then on.</param>
    /// <param name="after">Epochs, or updates, until then; at least 1.</param>
    /// <param name="unit">What is counted.</param>
    public LearningRateSchedule Then(LearningRateSchedule next, int after, ScheduleUnit unit = ScheduleUnit.Epoch)
    {
        ArgumentNullException.ThrowIfNull(next);
        return after >= 1
            ? new ChainedSchedule(this, next, after, unit)
            : throw new ArgumentOutOfRangeException(nameof(after), $"{nameof(Then)} begins the next schedule after {after}; it must be at least 1.");
    }

    /// <summary>The rate without warm-up.</summary>
    protected abstract double RateAt(in ScheduleMoment moment);

    /// <summary>Called before the first update of a fit that does not resume another.</summary>
    protected internal virtual void Start()
    {
    }

    /// <summary>Called after each epoch with its results.</summary>
    protected internal virtual void OnEpochEnd(EpochResult epoch, double baseRate)
    {
    }

    /// <summary>
    /// What a checkpoint must keep besides the position; most schedules are functions of the position alone. Always as many numbers, from
    /// the beginning on: a fit with a schedule that keeps more or fewer does not resume one.
    /// </summary>
    protected internal virtual double[] SaveState() => [];

    /// <summary>
    /// Takes back what <see cref="SaveState"/> gave. Called before anything of a model that resumes has changed, so it may throw.
    /// </summary>
    protected internal virtual void LoadState(double[] state)
    {
    }
}
