namespace DeepDsl;

/// <summary>
/// From the base rate down to <see cref="Minimum"/> as a power of what is left: <c>(1 - done / length)^power</c>; a straight line by default.
/// </summary>
public sealed class PolynomialSchedule(double power = 1) : LearningRateSchedule
{
    private readonly double _power = power > 0 && double.IsFinite(power)
        ? power
        : throw new ArgumentOutOfRangeException(
            nameof(power), FormattableString.Invariant($"{nameof(PolynomialSchedule)} takes a finite power above 0, found {power}."));

    /// <summary>The rate at the end, where it stays.</summary>
    public double Minimum { get; init; }

    /// <summary>Updates, or epochs, until then; 0 for the whole fit.</summary>
    public int Length
    {
        get;
        init => field = value >= 0
            ? value
            : throw new ArgumentOutOfRangeException(
                nameof(value), $"{nameof(PolynomialSchedule)}.{nameof(Length)} is {value}; it must be positive, or 0 for the whole fit.");
    }

    /// <summary>What is counted.</summary>
    public ScheduleUnit Unit { get; init; } = ScheduleUnit.Step;

    /// <inheritdoc/>
    protected override double RateAt(in ScheduleMoment moment)
    {
        double whole = Unit == ScheduleUnit.Step ? moment.TotalSteps : (double)moment.TotalSteps / moment.StepsPerEpoch;
        double length = Length > 0 ? Length : whole;
        double left = Math.Max(0, 1 - (moment.Done(Unit) / length));
        return Minimum + ((moment.BaseRate - Minimum) * Math.Pow(left, _power));
    }
}
