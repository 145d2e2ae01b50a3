namespace DeepDsl;

/// <summary>
/// Between the base rate and <paramref name="maximum"/>, up in <paramref name="stepsUp"/> updates and down again (Smith 2017).
/// </summary>
public sealed class CyclicalSchedule(double maximum, int stepsUp) : LearningRateSchedule
{
    private readonly int _stepsUp = stepsUp > 0
        ? stepsUp
        : throw new ArgumentOutOfRangeException(nameof(stepsUp), $"stepsUp is {stepsUp}; it must be at least 1.");

    /// <summary>Updates on the way down; 0 for as many as on the way up.</summary>
    public int StepsDown { get; init; }

    /// <summary>How the height develops.</summary>
    public CycleMode Mode { get; init; }

    /// <summary>Factor per update of <see cref="CycleMode.Exponential"/>.</summary>
    public double Decay { get; init; } = 1;

    /// <inheritdoc/>
    protected override double RateAt(in ScheduleMoment moment)
    {
        long length = _stepsUp + (StepsDown > 0 ? StepsDown : _stepsUp);
        long cycle = moment.Step / length;
        long position = moment.Step % length;
        double part = position <= _stepsUp ? (double)position / _stepsUp : (double)(length - position) / (length - _stepsUp);
        double height = Mode switch
        {
            CycleMode.Triangular2 => Math.Pow(0.5, cycle),
            CycleMode.Exponential => Math.Pow(Decay, moment.Step),
            _ => 1,
        };
        return moment.BaseRate + ((maximum - moment.BaseRate) * part * height);
    }
}
