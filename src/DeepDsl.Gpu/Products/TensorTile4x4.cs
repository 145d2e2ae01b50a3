using System.ComponentModel;
using ILGPU;

namespace DeepDsl.CompilerServices;

/// <summary>A warp's 32 rows by 16 columns, by tensor cores. Not of one <see cref="Sums4x4"/>, for which ILGPU would take it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct TensorTile4x4<TFormat>(Float4 Row0, Float4 Row1, Float4 Row2, Float4 Row3) : ITile<TensorTile4x4<TFormat>>
    where TFormat : struct, ITensorFormat
{
    public static int Rows => 4;

    public static int Columns => 4;

    public static int Depth => TFormat.Depth;

    public static bool IsByWarps => true;

    public TensorTile4x4<TFormat> Plus<TA, TB>(Slice<TA> a, Slice<TB> b, int step)
        where TA : struct, ISliceLayout
        where TB : struct, ISliceLayout
    {
        WarpSlices<TFormat, TA, TB> slices = WarpSlices<TFormat, TA, TB>.Of<TensorTile4x4<TFormat>>(a, b, step);
        return Of(TensorSums.Plus<TFormat>(Sums, slices.Rows(0), slices.Rows(16), slices.Columns(0), slices.Columns(8)));
    }

    public void Keep(ArrayView<Float4> memory, int at, int step) => Sums.Keep(memory, at, step);

    public TensorTile4x4<TFormat> PlusKept(ArrayView<Float4> memory, int at, int step) => Of(Sums.PlusKept(memory, at, step));

    public void Store<TTarget>(TTarget target)
        where TTarget : struct, ITileTarget
    {
        WarpPlace place = target.Place<TensorTile4x4<TFormat>>();
        TensorSums.Store(Sums, target, place.Row + place.Group, place.Column + (2 * place.Member));
    }

    private Sums4x4 Sums => new(Row0, Row1, Row2, Row3);

    private static TensorTile4x4<TFormat> Of(Sums4x4 sums) => new(sums.Row0, sums.Row1, sums.Row2, sums.Row3);
}
