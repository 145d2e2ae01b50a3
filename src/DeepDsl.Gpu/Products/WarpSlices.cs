using System.ComponentModel;
using ILGPU;

namespace DeepDsl.CompilerServices;

/// <summary>Slices of both operands as a thread of a warp reads them, at one place of the depth.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct WarpSlices<TFormat, TA, TB>(ArrayView<float> a, int lineA, int deepA, ArrayView<float> b, int lineB, int deepB)
    where TFormat : struct, ITensorFormat
    where TA : struct, ISliceLayout
    where TB : struct, ISliceLayout
{
    public static WarpSlices<TFormat, TA, TB> Of<TTile>(Slice<TA> a, Slice<TB> b, int step)
        where TTile : struct, ITile<TTile>
    {
        WarpPlace place = WarpPlace.Of<TTile>(a.Lane, b.Lane, b.Lanes);
        int deep = (step * TFormat.Depth) + place.Member;
        return new(a.From(place.Row + place.Group, deep), a.LineStep, a.DeepStep, b.From(place.Column + place.Group, deep), b.LineStep, b.DeepStep);
    }

    /// <summary>From a row of the warp's on.</summary>
    public TensorRows Rows(int from) => TFormat.Rows(a.SubView(from * lineA), lineA, deepA);

    public TensorColumns Columns(int from) => TFormat.Columns(b.SubView(from * lineB), deepB);
}
