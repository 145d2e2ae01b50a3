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
