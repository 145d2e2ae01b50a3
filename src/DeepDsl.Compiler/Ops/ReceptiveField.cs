using System.Globalization;
using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Ops;

/// <summary>
/// How much of the model's input one element of a value sees, along each spatial axis. What statistics of a norm add does not count, and
/// it is a bound where a stride meets only some of the elements that an upsampling made.
/// </summary>
public sealed record ReceptiveField(EquatableArray<FieldAxis> Axes)
{
    /// <summary>That of a value that has no place in the input: a vector of all of it.</summary>
    public static ReceptiveField All { get; } = new(EquatableArray<FieldAxis>.Empty) { IsAll = true };

    public bool IsAll { get; private init; }

    /// <summary>Whether an element sees one position alone, so that its value can be rearranged and still means the input.</summary>
    public bool IsSingle => !IsAll && Axes.All(a => a.Positions == 1);

    /// <summary>Every element sees itself.</summary>
    public static ReceptiveField Single(int axes) => new(Enumerable.Repeat(new FieldAxis(1, 1), axes).ToArray());

    /// <summary>That of one of the steps along the first axis.</summary>
    public ReceptiveField WithoutSteps() => IsAll || Axes.Count == 0 ? this : new(Axes.Skip(1).ToArray());

    /// <summary>That of steps, each of which sees itself as this says.</summary>
    public ReceptiveField WithSteps() => IsAll ? this : new(Axes.Prepend(new FieldAxis(1, 1)).ToArray());

    /// <summary>That of windows over this value.</summary>
    public ReceptiveField Through(ConvGeometry windows) => Each((axis, i) => axis.Window(windows.Axes[i].Extent, windows.Axes[i].Stride));

    /// <summary>
    /// That of a value of other sizes, by the elements that one of its elements may span along each axis and those from one to the next,
    /// both with fractions.
    /// </summary>
    public ReceptiveField Resampled(IReadOnlyList<(double Extent, double Stride)> windows) =>
        Each((axis, i) => axis.InFractions().Window(windows[i].Extent, windows[i].Stride));

    /// <summary>The field after axes were reordered or merged; null where positions of the result are none of the input.</summary>
    public ReceptiveField? Rearranged(Shape from, Shape to)
    {
        int own = from.Rank - Axes.Count; // the axis of channels, which a value of tokens lacks
        return IsAll || (!IsSingle && to.Rank == own) ? All : IsSingle ? Single(to.Rank - own) : null;
    }

    /// <summary>That of a value made of both, whose axes are aligned at the last.</summary>
    public static ReceptiveField Join(ReceptiveField a, ReceptiveField b)
    {
        if (a.IsAll || b.IsAll)
        {
            return All;
        }

        (ReceptiveField more, ReceptiveField less) = a.Axes.Count < b.Axes.Count ? (b, a) : (a, b);
        int extra = more.Axes.Count - less.Axes.Count;
        return more.Each((axis, i) => i < extra || axis.Positions >= less.Axes[i - extra].Positions ? axis : less.Axes[i - extra]);
    }

    /// <summary>"5x5", "all", or nothing for a vector that stands for itself.</summary>
    public override string ToString() =>
        IsAll ? "all" : string.Join("x", Axes.Select(a => a.Positions.ToString(CultureInfo.InvariantCulture)));

    private ReceptiveField Each(Func<FieldAxis, int, FieldAxis> next) => IsAll ? All : new(Axes.Select(next).ToArray());
}
