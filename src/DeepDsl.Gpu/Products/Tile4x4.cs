using System.ComponentModel;
using ILGPU;

namespace DeepDsl.CompilerServices;

[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct Tile4x4(Sums4x4 Sums) : ITile<Tile4x4>
{
    public static int Rows => 4;

    public static int Columns => 4;

    public static int Depth => 4;

    public static bool IsByWarps => false;

    public Tile4x4 Plus<TA, TB>(Slice<TA> a, Slice<TB> b, int step)
        where TA : struct, ISliceLayout
        where TB : struct, ISliceLayout =>
        new(Sums.Plus(a.Load(0, step), b.Load(0, step)));

    public void Keep(ArrayView<Float4> memory, int at, int step)
    {
        Sums.Keep(memory, at, step);
    }

    public Tile4x4 PlusKept(ArrayView<Float4> memory, int at, int step) => new(Sums.PlusKept(memory, at, step));

    public void Store<TTarget>(TTarget target)
        where TTarget : struct, ITileTarget => target.Store(0, 0, Sums);
}
