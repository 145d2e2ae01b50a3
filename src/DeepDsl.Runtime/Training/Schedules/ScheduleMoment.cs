namespace DeepDsl;

/// <summary>Where training stands when a schedule is asked for the learning rate of the next update.</summary>
/// <param name="BaseRate">The learning rate of the training options.</param>
/// <param name="Step">Updates done before this one.</param>
/// <param name="Epoch">Epochs finished.</param>
/// <param name="StepsPerEpoch">Updates in an epoch.</param>
/// <param name="TotalSteps">Updates in the whole fit.</param>
public readonly record struct ScheduleMoment(double BaseRate, long Step, int Epoch, long StepsPerEpoch, long TotalSteps)
{
    /// <summary>Updates or epochs done.</summary>
    public long Done(ScheduleUnit unit) => unit == ScheduleUnit.Step ? Step : Epoch;
}
