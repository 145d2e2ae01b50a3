namespace DeepDsl.Compiler.Ops;

/// <summary>How much of the input one element sees along an axis: <paramref name="Size"/> elements of the unit.</summary>
/// <param name="Size">With a fraction behind what makes the axis longer.</param>
/// <param name="Step">Elements of the unit from one element to the next.</param>
/// <param name="Unit">The axis before its elements moved apart; null where the unit is a position of the input.</param>
public sealed record FieldAxis(double Size, double Step, FieldAxis? Unit = null)
{
    /// <summary>Three thirds of an element are one.</summary>
    private const double Rounding = 1e-6;

    /// <summary>Positions of the input, not cut off where it ends, as textbooks have it.</summary>
    public long Positions => Unit is null ? Whole : Unit.Positions + (long)((Whole - 1) * Unit.Step);

    private long Whole => (long)Math.Floor(Size + Rounding);

    public FieldAxis Window(double extent, double stride) => this with { Size = Size + ((extent - 1) * Step), Step = Step * stride };

    /// <summary>The same, counted in its own elements: of those only whole ones can be seen, however small the steps become.</summary>
    public FieldAxis InFractions() => Unit is null ? new FieldAxis(1, 1, this) : this;
}
