using System.Runtime.CompilerServices;

namespace DeepDsl.CompilerServices;

/// <summary>
/// The products of attention as register tiles: six rows of one or two vectors of columns. Rows beyond the last are the last once more, so
/// what is written to has room for six. Twelve accumulators hide the latency of as many multiplications, and fit in 16 registers.
/// </summary>
internal static class AttentionTile<V>
    where V : struct, ISimd<V>
{
    /// <summary>Rows of a tile.</summary>
    internal const int Height = 6;

    /// <summary>
    /// C = A x B, or C += A x B, over all columns: as many tiles as it takes. Columns beyond the last, up to a vector's end, are written
    /// too.
    /// </summary>
    /// <param name="a">Element (row, k) is <paramref name="aRow"/> * row + <paramref name="aStep"/> * k on.</param>
    /// <param name="rows">How many there are of at most six.</param>
    /// <param name="b">Row k is <paramref name="bStep"/> * k on.</param>
    /// <param name="c">Row r is <paramref name="cRow"/> * r on.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Product(
        ref float a, nint aRow, nint aStep, int rows, ref float b, nint bStep, int depth, ref float c, nint cRow, int columns, bool adds)
    {
        for (int column = 0; column < columns;)
        {
            if (columns - column > V.Width)
            {
                Two(ref a, aRow, aStep, rows, ref Unsafe.Add(ref b, column), bStep, depth, ref Unsafe.Add(ref c, column), cRow, adds);
                column += 2 * V.Width;
            }
            else
            {
                One(ref a, aRow, aStep, rows, ref Unsafe.Add(ref b, column), bStep, depth, ref Unsafe.Add(ref c, column), cRow, adds);
                column += V.Width;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Two(
        ref float a, nint aRow, nint aStep, int rows, ref float b, nint bStep, int depth, ref float c, nint cRow, bool adds)
    {
        V c00 = V.Zero, c01 = V.Zero, c10 = V.Zero, c11 = V.Zero, c20 = V.Zero, c21 = V.Zero;
        V c30 = V.Zero, c31 = V.Zero, c40 = V.Zero, c41 = V.Zero, c50 = V.Zero, c51 = V.Zero;
        nint last = rows - 1;
        nint r1 = aRow * Math.Min(1, last), r2 = aRow * Math.Min(2, last), r3 = aRow * Math.Min(3, last);
        nint r4 = aRow * Math.Min(4, last), r5 = aRow * Math.Min(5, last);
        for (int k = depth; k > 0; k--)
        {
            V b0 = V.Load(ref b);
            V b1 = V.Load(ref Unsafe.Add(ref b, V.Width));
            V x = V.Broadcast(a);
            c00 = V.MultiplyAdd(x, b0, c00);
            c01 = V.MultiplyAdd(x, b1, c01);
            x = V.Broadcast(Unsafe.Add(ref a, r1));
            c10 = V.MultiplyAdd(x, b0, c10);
            c11 = V.MultiplyAdd(x, b1, c11);
            x = V.Broadcast(Unsafe.Add(ref a, r2));
            c20 = V.MultiplyAdd(x, b0, c20);
            c21 = V.MultiplyAdd(x, b1, c21);
            x = V.Broadcast(Unsafe.Add(ref a, r3));
            c30 = V.MultiplyAdd(x, b0, c30);
            c31 = V.MultiplyAdd(x, b1, c31);
            x = V.Broadcast(Unsafe.Add(ref a, r4));
            c40 = V.MultiplyAdd(x, b0, c40);
            c41 = V.MultiplyAdd(x, b1, c41);
            x = V.Broadcast(Unsafe.Add(ref a, r5));
            c50 = V.MultiplyAdd(x, b0, c50);
            c51 = V.MultiplyAdd(x, b1, c51);
            a = ref Unsafe.Add(ref a, aStep);
            b = ref Unsafe.Add(ref b, bStep);
        }

        Put(c00, c01, ref c, adds);
        Put(c10, c11, ref Unsafe.Add(ref c, cRow), adds);
        Put(c20, c21, ref Unsafe.Add(ref c, 2 * cRow), adds);
        Put(c30, c31, ref Unsafe.Add(ref c, 3 * cRow), adds);
        Put(c40, c41, ref Unsafe.Add(ref c, 4 * cRow), adds);
        Put(c50, c51, ref Unsafe.Add(ref c, 5 * cRow), adds);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void One(
        ref float a, nint aRow, nint aStep, int rows, ref float b, nint bStep, int depth, ref float c, nint cRow, bool adds)
    {
        V c0 = V.Zero, c1 = V.Zero, c2 = V.Zero, c3 = V.Zero, c4 = V.Zero, c5 = V.Zero;
        nint last = rows - 1;
        nint r1 = aRow * Math.Min(1, last), r2 = aRow * Math.Min(2, last), r3 = aRow * Math.Min(3, last);
        nint r4 = aRow * Math.Min(4, last), r5 = aRow * Math.Min(5, last);
        for (int k = depth; k > 0; k--)
        {
            V b0 = V.Load(ref b);
            c0 = V.MultiplyAdd(V.Broadcast(a), b0, c0);
            c1 = V.MultiplyAdd(V.Broadcast(Unsafe.Add(ref a, r1)), b0, c1);
            c2 = V.MultiplyAdd(V.Broadcast(Unsafe.Add(ref a, r2)), b0, c2);
            c3 = V.MultiplyAdd(V.Broadcast(Unsafe.Add(ref a, r3)), b0, c3);
            c4 = V.MultiplyAdd(V.Broadcast(Unsafe.Add(ref a, r4)), b0, c4);
            c5 = V.MultiplyAdd(V.Broadcast(Unsafe.Add(ref a, r5)), b0, c5);
            a = ref Unsafe.Add(ref a, aStep);
            b = ref Unsafe.Add(ref b, bStep);
        }

        Put(c0, ref c, adds);
        Put(c1, ref Unsafe.Add(ref c, cRow), adds);
        Put(c2, ref Unsafe.Add(ref c, 2 * cRow), adds);
        Put(c3, ref Unsafe.Add(ref c, 3 * cRow), adds);
        Put(c4, ref Unsafe.Add(ref c, 4 * cRow), adds);
        Put(c5, ref Unsafe.Add(ref c, 5 * cRow), adds);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put(V first, V second, ref float c, bool adds)
    {
        Put(first, ref c, adds);
        Put(second, ref Unsafe.Add(ref c, V.Width), adds);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put(V value, ref float c, bool adds) => (adds ? V.Load(ref c) + value : value).Store(ref c);
}
