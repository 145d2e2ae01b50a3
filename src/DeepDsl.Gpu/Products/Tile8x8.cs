using System.ComponentModel;
using ILGPU;

namespace DeepDsl.CompilerServices;

[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct Tile8x8(Sums4x4 TopLeft, Sums4x4 TopRight, Sums4x4 BottomLeft, Sums4x4 BottomRight) : ITile<Tile8x8>
{
    public static int Rows => 8;

    public static int Columns => 8;

    public static int Depth => 4;

    public static bool IsByWarps => false;

    public Tile8x8 Plus<TA, TB>(Slice<TA> a, Slice<TB> b, int step)
        where TA : struct, ISliceLayout
        where TB : struct, ISliceLayout
    {
        Lines4 top = a.Load(0, step);
        Lines4 bottom = a.Load(1, step);
        Lines4 left = b.Load(0, step);
        Sums4x4 topLeft = TopLeft.Plus(top, left);
        Sums4x4 bottomLeft = BottomLeft.Plus(bottom, left);
        Lines4 right = b.Load(1, step);
        return new(topLeft, TopRight.Plus(top, right), bottomLeft, BottomRight.Plus(bottom, right));
    }

    public void Keep(ArrayView<Float4> memory, int at, int step)
    {
        TopLeft.Keep(memory, at, step);
        TopRight.Keep(memory, at + (4 * step), step);
        BottomLeft.Keep(memory, at + (8 * step), step);
        BottomRight.Keep(memory, at + (12 * step), step);
    }

    public Tile8x8 PlusKept(ArrayView<Float4> memory, int at, int step) => new(
        TopLeft.PlusKept(memory, at, step),
        TopRight.PlusKept(memory, at + (4 * step), step),
        BottomLeft.PlusKept(memory, at + (8 * step), step),
        BottomRight.PlusKept(memory, at + (12 * step), step));

    public void Store<TTarget>(TTarget target)
        where TTarget : struct, ITileTarget
    {
        target.Store(0, 0, TopLeft);
        target.Store(0, 1, TopRight);
        target.Store(1, 0, BottomLeft);
        target.Store(1, 1, BottomRight);
    }
}
