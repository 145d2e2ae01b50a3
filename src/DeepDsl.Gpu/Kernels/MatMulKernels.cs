using ILGPU;

namespace DeepDsl.Gpu.Kernels;

/// <summary>How many threads a group has along a side of its tile; each computes <see cref="MatMulKernels.PerThread"/> squared.</summary>
internal interface IMatMulTile
{
    static abstract int Threads { get; }
}

/// <summary>64 x 64 results by 256 threads.</summary>
internal readonly struct LargeTile : IMatMulTile
{
    public static int Threads => 16;
}

/// <summary>16 x 16 results by 16 threads, for devices with small groups.</summary>
internal readonly struct SmallTile : IMatMulTile
{
    public static int Threads => 4;
}

internal static class MatMulKernels
{
    public const int PerThread = 4;

    /// <summary>Depth of the slices of A and B that lie in shared memory at a time.</summary>
    public const int Depth = 16;

    /// <summary>Spreads the columns of a slice over the memory banks, and keeps rows at multiples of 16 bytes.</summary>
    private const int Padding = 4;

    /// <summary>
    /// A tile of C per group. ILGPU neither unrolls loops nor keeps arrays in registers, hence sixteen named accumulators.
    /// </summary>
    public static void Multiply<TTile>(ArrayView<float> a, ArrayView<float> b, ArrayView<float> c, MatMulShape shape)
        where TTile : struct, IMatMulTile
    {
        int tile = TTile.Threads * PerThread;
        int pitch = tile + Padding;
        var sliceA = SharedMemory.Allocate<float>((LargeTile.Threads * PerThread + Padding) * Depth);
        var sliceB = SharedMemory.Allocate<float>((LargeTile.Threads * PerThread + Padding) * Depth);
        int firstRow = Grid.IdxY * tile;
        int firstColumn = Grid.IdxX * tile;
        int aStart = Grid.IdxZ * shape.ABatch;
        int bStart = Grid.IdxZ * shape.BBatch;
        int thread = Group.IdxX;
        int atA = thread / TTile.Threads * PerThread;
        int atB = thread % TTile.Threads * PerThread;

        float c00 = 0, c01 = 0, c02 = 0, c03 = 0;
        float c10 = 0, c11 = 0, c12 = 0, c13 = 0;
        float c20 = 0, c21 = 0, c22 = 0, c23 = 0;
        float c30 = 0, c31 = 0, c32 = 0, c33 = 0;
        for (int k0 = 0; k0 < shape.K; k0 += Depth)
        {
            LoadSlice<TTile>(a, aStart, sliceA, firstRow, shape.M, k0, shape.K, shape.ARow, shape.AColumn);
            LoadSlice<TTile>(b, bStart, sliceB, firstColumn, shape.N, k0, shape.K, shape.BColumn, shape.BRow);
            Group.Barrier();
            for (int k = 0; k < Depth; k++)
            {
                int ka = k * pitch + atA;
                int kb = k * pitch + atB;
                float a0 = sliceA[ka], a1 = sliceA[ka + 1], a2 = sliceA[ka + 2], a3 = sliceA[ka + 3];
                float b0 = sliceB[kb], b1 = sliceB[kb + 1], b2 = sliceB[kb + 2], b3 = sliceB[kb + 3];
                c00 += a0 * b0;
                c01 += a0 * b1;
                c02 += a0 * b2;
                c03 += a0 * b3;
                c10 += a1 * b0;
                c11 += a1 * b1;
                c12 += a1 * b2;
                c13 += a1 * b3;
                c20 += a2 * b0;
                c21 += a2 * b1;
                c22 += a2 * b2;
                c23 += a2 * b3;
                c30 += a3 * b0;
                c31 += a3 * b1;
                c32 += a3 * b2;
                c33 += a3 * b3;
            }

            Group.Barrier();
        }

        int row = firstRow + atA;
        int column = firstColumn + atB;
        int cStart = Grid.IdxZ * shape.CBatch;
        StoreRow(c, cStart, row, column, c00, c01, c02, c03, shape);
        StoreRow(c, cStart, row + 1, column, c10, c11, c12, c13, shape);
        StoreRow(c, cStart, row + 2, column, c20, c21, c22, c23, shape);
        StoreRow(c, cStart, row + 3, column, c30, c31, c32, c33, shape);
    }

    /// <summary>
    /// Copies [first .. first + tile) x [k0 .. k0 + Depth) into shared memory as [k, place]; what lies outside the matrix is zero, so that
    /// tails need no case of their own.
    /// </summary>
    private static void LoadSlice<TTile>(
        ArrayView<float> source, int start, ArrayView<float> slice, int first, int count, int k0, int depth, int stride, int kStride)
        where TTile : struct, IMatMulTile
    {
        int tile = TTile.Threads * PerThread;
        int pitch = tile + Padding;
        for (int i = Group.IdxX; i < tile * Depth; i += TTile.Threads * TTile.Threads)
        {
            // Neighbouring threads read neighbouring addresses, whichever way the matrix lies.
            int place = kStride == 1 ? i / Depth : i % tile;
            int k = kStride == 1 ? i % Depth : i / tile;
            float value = 0;
            if (first + place < count && k0 + k < depth)
            {
                value = source[start + (first + place) * stride + (k0 + k) * kStride];
            }

            slice[k * pitch + place] = value;
        }
    }

    private static void StoreRow(
        ArrayView<float> c, int start, int row, int column, float c0, float c1, float c2, float c3, MatMulShape shape)
    {
        if (row >= shape.M)
        {
            return;
        }

        Store(c, start + row * shape.N, column, c0, shape);
        Store(c, start + row * shape.N, column + 1, c1, shape);
        Store(c, start + row * shape.N, column + 2, c2, shape);
        Store(c, start + row * shape.N, column + 3, c3, shape);
    }

    private static void Store(ArrayView<float> c, int rowStart, int column, float value, MatMulShape shape)
    {
        if (column >= shape.N)
        {
            return;
        }

        float before = shape.Accumulate != 0 ? c[rowStart + column] : 0;
        c[rowStart + column] = before + value;
    }
}
