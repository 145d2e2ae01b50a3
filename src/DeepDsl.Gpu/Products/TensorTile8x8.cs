using System.ComponentModel;
using ILGPU;

namespace DeepDsl.CompilerServices;

/// <summary>A warp's 64 rows by 32 columns, by tensor cores.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct TensorTile8x8<TFormat>(
    TensorSums<TFormat> TopLeft, TensorSums<TFormat> TopRight, TensorSums<TFormat> BottomLeft, TensorSums<TFormat> BottomRight)
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
        TensorSums<TFormat> topLeft = TopLeft.Plus(row0, row1, column0, column1);
        TensorSums<TFormat> bottomLeft = BottomLeft.Plus(row2, row3, column0, column1);
        TensorColumns column2 = slices.Columns(16);
        TensorColumns column3 = slices.Columns(24);
        return new(topLeft, TopRight.Plus(row0, row1, column2, column3), bottomLeft, BottomRight.Plus(row2, row3, column2, column3));
    }

    public void Keep(ArrayView<Float4> memory, int at, int step)
    {
        TopLeft.Parts.Keep(memory, at, step);
        TopRight.Parts.Keep(memory, at + (4 * step), step);
        BottomLeft.Parts.Keep(memory, at + (8 * step), step);
        BottomRight.Parts.Keep(memory, at + (12 * step), step);
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
        TopLeft.Store(target, row, column);
        TopRight.Store(target, row, column + 16);
        BottomLeft.Store(target, row + 32, column);
        BottomRight.Store(target, row + 32, column + 16);
    }
}
