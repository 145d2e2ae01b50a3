using System.ComponentModel;
using ILGPU;

namespace DeepDsl.CompilerServices;

/// <summary>A thread's part of 32 rows by 16 columns of a product: of two by two products of tensor cores.</summary>
/// <param name="Parts">Of the upper two, then of the lower two.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct TensorSums<TFormat>(Sums4x4 Parts)
    where TFormat : struct, ITensorFormat
{
    public TensorSums<TFormat> Plus(TensorRows upper, TensorRows lower, TensorColumns left, TensorColumns right) => new(new(
        TFormat.Multiply(upper, left, Parts.Row0), TFormat.Multiply(upper, right, Parts.Row1),
        TFormat.Multiply(lower, left, Parts.Row2), TFormat.Multiply(lower, right, Parts.Row3)));

    public TensorSums<TFormat> PlusKept(ArrayView<Float4> memory, int at, int step) => new(Parts.PlusKept(memory, at, step));

    public void Store<TTarget>(TTarget target, int row, int column)
        where TTarget : struct, ITileTarget
    {
        Store(target, row, column, Parts.Row0);
        Store(target, row, column + 8, Parts.Row1);
        Store(target, row + 16, column, Parts.Row2);
        Store(target, row + 16, column + 8, Parts.Row3);
    }

    private static void Store<TTarget>(TTarget target, int row, int column, Float4 sums)
        where TTarget : struct, ITileTarget
    {
        target.Store(row, column, sums.X, sums.Y);
        target.Store(row + 8, column, sums.Z, sums.W);
    }
}
