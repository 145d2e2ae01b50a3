using System.ComponentModel;

namespace DeepDsl.CompilerServices;

[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct Tile8x4(Sums4x4 Top, Sums4x4 Bottom) : ITile<Tile8x4>
{
    public static int Rows => 8;

    public static int Columns => 4;

    public Tile8x4 Plus<TA, TB>(Slice<TA> a, Slice<TB> b, int step)
        where TA : struct, ISliceLayout
        where TB : struct, ISliceLayout
    {
        Lines4 columns = b.Load(0, step);
        return new(Top.Plus(a.Load(0, step), columns), Bottom.Plus(a.Load(1, step), columns));
    }

    public void Store<TTarget>(TTarget target)
        where TTarget : struct, ITileTarget
    {
        target.Store(0, 0, Top);
        target.Store(1, 0, Bottom);
    }
}
