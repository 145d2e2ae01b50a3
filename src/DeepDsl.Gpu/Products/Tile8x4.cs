using System.ComponentModel;
using ILGPU;

namespace DeepDsl.CompilerServices;

[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct Tile8x4(Sums4x4 Top, Sums4x4 Bottom) : ITile<Tile8x4>
{
    public static int Rows => 8;

    public static int Columns => 4;

    public static int Depth => 4;

    public static bool IsByWarps => false;

    public Tile8x4 Plus<TA, TB>(Slice<TA> a, Slice<TB> b, int step)
        where TA : struct, ISliceLayout
        where TB : struct, ISliceLayout
    {
        Lines4 columns = b.Load(0, step);
        return new(Top.Plus(a.Load(0, step), columns), Bottom.Plus(a.Load(1, step), columns));
    }

    public void Keep(ArrayView<Float4> memory, int at, int step)
    {
        Top.Keep(memory, at, step);
        Bottom.Keep(memory, at + (4 * step), step);
    }

    public Tile8x4 PlusKept(ArrayView<Float4> memory, int at, int step) => new(Top.PlusKept(memory, at, step), Bottom.PlusKept(memory, at + (4 * step), step));

    public void Store<TTarget>(TTarget target)
        where TTarget : struct, ITileTarget
    {
        target.Store(0, 0, Top);
        target.Store(1, 0, Bottom);
    }
}
