using System.ComponentModel;
using ILGPU;

namespace DeepDsl.CompilerServices;

/// <summary>A warp's 64 rows by 32 columns, by tensor cores.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct TensorTile8x8<TFormat>(
    Sums4x4 TopLeft, Sums4x4 TopRight, Sums4x4 BottomLeft, Sums4x4 BottomRight)
    : ITile<TensorTile8x8<TFormat>>
    where TFormat : struct, ITensorFormat
{
    public static int Rows => 8;

    public static int Columns => 8;

    public static int Depth => TFormat.Depth;

    public static bool IsByWarps => true;

    public TensorTile8x8<TFormat> Plus<TA, TB>(Slice<TA> a, Slice<TB> b, int step)
        where TA : struct, ISliceLayout
        where TB : struct, ISliceLayout
    {
        WarpSlices<TFormat, TA, TB> slices = WarpSlices<TFormat, TA, TB>.Of<TensorTile8x8<TFormat>>(a, b, step);
        TensorRows row0 = slices.Rows(0);
        TensorRows row1 = slices.Rows(16);
        TensorRows row2 = slices.Rows(32);
        TensorRows row3 = slices.Rows(48);
        TensorColumns column0 = slices.Columns(0);
        TensorColumns column1 = slices.Columns(8);
        Sums4x4 topLeft = TensorSums.Plus<TFormat>(TopLeft, row0, row1, column0, column1);
        Sums4x4 bottomLeft = TensorSums.Plus<TFormat>(BottomLeft, row2, row3, column0, column1);
        TensorColumns column2 = slices.Columns(16);
        TensorColumns column3 = slices.Columns(24);
        return new(
            topLeft, TensorSums.Plus<TFormat>(TopRight, row0, row1, column2, column3),
            bottomLeft, TensorSums.Plus<TFormat>(BottomRight, row2, row3, column2, column3));
    }

    public void Keep(ArrayView<Float4> memory, int at, int step)
    {
        TopLeft.Keep(memory, at, step);
        TopRight.Keep(memory, at + (4 * step), step);
        BottomLeft.Keep(memory, at + (8 * step), step);
        BottomRight.Keep(memory, at + (12 * step), step);
    }

    public TensorTile8x8<TFormat> PlusKept(ArrayView<Float4> memory, int at, int step) => new(
        TopLeft.PlusKept(memory, at, step),
        TopRight.PlusKept(memory, at + (4 * step), step),
        BottomLeft.PlusKept(memory, at + (8 * step), step),
        BottomRight.PlusKept(memory, at + (12 * step), step));

    public void Store<TTarget>(TTarget target)
        where TTarget : struct, ITileTarget
    {
        WarpPlace place = target.Place<TensorTile8x8<TFormat>>();
        (int row, int column) = (place.Row + place.Group, place.Column + (2 * place.Member));
        TensorSums.Store(TopLeft, target, row, column);
        TensorSums.Store(TopRight, target, row, column + 16);
        TensorSums.Store(BottomLeft, target, row + 32, column);
        TensorSums.Store(BottomRight, target, row + 32, column + 16);
    }
}
