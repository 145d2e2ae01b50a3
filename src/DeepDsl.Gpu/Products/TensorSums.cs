using System.ComponentModel;

namespace DeepDsl.CompilerServices;

/// <summary>
/// What tensor cores do with a <see cref="Sums4x4"/>: a thread's part of 32 rows by 16 columns, of two by two products, the upper two first.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class TensorSums
{
    public static Sums4x4 Plus<TFormat>(Sums4x4 sums, TensorRows upper, TensorRows lower, TensorColumns left, TensorColumns right)
        where TFormat : struct, ITensorFormat => new(
        TFormat.Multiply(upper, left, sums.Row0), TFormat.Multiply(upper, right, sums.Row1),
        TFormat.Multiply(lower, left, sums.Row2), TFormat.Multiply(lower, right, sums.Row3));

    public static void Store<TTarget>(Sums4x4 sums, TTarget target, int row, int column)
        where TTarget : struct, ITileTarget
    {
        Store(sums.Row0, target, row, column);
        Store(sums.Row1, target, row, column + 8);
        Store(sums.Row2, target, row + 16, column);
        Store(sums.Row3, target, row + 16, column + 8);
    }

    private static void Store<TTarget>(Float4 sums, TTarget target, int row, int column)
        where TTarget : struct, ITileTarget
    {
        target.Store(row, column, sums.X, sums.Y);
        target.Store(row + 8, column, sums.Z, sums.W);
    }
}
