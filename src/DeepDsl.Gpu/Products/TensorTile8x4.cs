using System.ComponentModel;
using ILGPU;

namespace DeepDsl.CompilerServices;

/// <summary>A warp's 64 rows by 16 columns, by tensor cores.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct TensorTile8x4<TFormat>(Sums4x4 Top, Sums4x4 Bottom) : ITile<TensorTile8x4<TFormat>>
    where TFormat : struct, ITensorFormat
{
    public static int Rows => 8;

    public static int Columns => 4;

    public static int Depth => TFormat.Depth;

    public static bool IsByWarps => true;

    public TensorTile8x4<TFormat> Plus<TA, TB>(Slice<TA> a, Slice<TB> b, int step)
        where TA : struct, ISliceLayout
        where TB : struct, ISliceLayout
    {
        WarpSlices<TFormat, TA, TB> slices = WarpSlices<TFormat, TA, TB>.Of<TensorTile8x4<TFormat>>(a, b, step);
        TensorColumns left = slices.Columns(0);
        TensorColumns right = slices.Columns(8);
        return new(
            TensorSums.Plus<TFormat>(Top, slices.Rows(0), slices.Rows(16), left, right),
            TensorSums.Plus<TFormat>(Bottom, slices.Rows(32), slices.Rows(48), left, right));
    }

    public void Keep(ArrayView<Float4> memory, int at, int step)
    {
        Top.Keep(memory, at, step);
        Bottom.Keep(memory, at + (4 * step), step);
    }

    public TensorTile8x4<TFormat> PlusKept(ArrayView<Float4> memory, int at, int step) =>
        new(Top.PlusKept(memory, at, step), Bottom.PlusKept(memory, at + (4 * step), step));

    public void Store<TTarget>(TTarget target)
        where TTarget : struct, ITileTarget
    {
        WarpPlace place = target.Place<TensorTile8x4<TFormat>>();
        (int row, int column) = (place.Row + place.Group, place.Column + (2 * place.Member));
        TensorSums.Store(Top, target, row, column);
        TensorSums.Store(Bottom, target, row + 32, column);
    }
}
