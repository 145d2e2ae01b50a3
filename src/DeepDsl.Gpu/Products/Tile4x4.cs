using System.ComponentModel;
using ILGPU;

namespace DeepDsl.CompilerServices;

/// <summary>Four rows by four columns. Not of one <see cref="Sums4x4"/>, for which ILGPU would take it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct Tile4x4(Float4 Row0, Float4 Row1, Float4 Row2, Float4 Row3) : ITile<Tile4x4>
{
    public static int Rows => 4;

    public static int Columns => 4;

    public static int Depth => 4;

    public static bool IsByWarps => false;

    public Tile4x4 Plus<TA, TB>(Slice<TA> a, Slice<TB> b, int step)
        where TA : struct, ISliceLayout
        where TB : struct, ISliceLayout =>
        Of(Sums.Plus(a.Load(0, step), b.Load(0, step)));

    public void Keep(ArrayView<Float4> memory, int at, int step)
    {
        Sums.Keep(memory, at, step);
    }

    public Tile4x4 PlusKept(ArrayView<Float4> memory, int at, int step) => Of(Sums.PlusKept(memory, at, step));

    public void Store<TTarget>(TTarget target)
        where TTarget : struct, ITileTarget => target.Store(0, 0, Sums);

    private Sums4x4 Sums => new(Row0, Row1, Row2, Row3);

    private static Tile4x4 Of(Sums4x4 sums) => new(sums.Row0, sums.Row1, sums.Row2, sums.Row3);
}
