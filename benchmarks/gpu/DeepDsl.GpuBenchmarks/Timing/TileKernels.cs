using DeepDsl.CompilerServices;
using ILGPU;

namespace DeepDsl.GpuBenchmarks.Timing;

/// <summary>Products as emitted code has them, of sizes that are known at the launch.</summary>
internal static class TileKernels
{
    /// <summary>A prediction's: rows of the left side as they lie, columns of the right one beside each other.</summary>
    public static void Forward<TThreads, TTile>(
        ArrayView<float> a, ArrayView<float> b, ArrayView<float> c, ArrayView<float> kept, ArrayView<int> arrived, int rows, int columns, int depth, int parts)
        where TThreads : struct, IProductThreads
        where TTile : struct, ITile<TTile>
    {
        (int from, int to) = Part<TThreads>(depth, parts);
        Product.Run<TThreads, TTile, DepthAdjoins, LinesAdjoin, MatrixOperand, MatrixOperand, ProductTarget<AsIs>>(
            new(a, 0, rows, depth, depth, 1, true), new(b, 0, columns, depth, 1, columns, columns % 4 == 0),
            new(c, 0, rows, columns, columns, columns % 4 == 0, default), from, to, new(kept, arrived, parts));
    }

    /// <summary>A gradient of weights: the depth is the batch.</summary>
    public static void Weights<TThreads, TTile>(
        ArrayView<float> a, ArrayView<float> b, ArrayView<float> c, ArrayView<float> kept, ArrayView<int> arrived, int rows, int columns, int depth, int parts)
        where TThreads : struct, IProductThreads
        where TTile : struct, ITile<TTile>
    {
        (int from, int to) = Part<TThreads>(depth, parts);
        Product.Run<TThreads, TTile, LinesAdjoin, LinesAdjoin, MatrixOperand, MatrixOperand, ProductTarget<AsIs>>(
            new(a, 0, rows, depth, 1, rows, rows % 4 == 0), new(b, 0, columns, depth, 1, columns, columns % 4 == 0),
            new(c, 0, rows, columns, columns, columns % 4 == 0, default), from, to, new(kept, arrived, parts));
    }

    /// <summary>A convolution's: 3 x 3 over images of 32 x 32 with 16 channels.</summary>
    public static void Windows<TThreads, TTile>(
        ArrayView<float> a, ArrayView<float> b, ArrayView<float> c, ArrayView<float> kept, ArrayView<int> arrived, int rows, int columns, int depth, int parts)
        where TThreads : struct, IProductThreads
        where TTile : struct, ITile<TTile>
    {
        (int from, int to) = Part<TThreads>(depth, parts);
        WindowAxis axis = new(32, 32, 3, 1, 1, 1, 1);
        Product.Run<TThreads, TTile, DepthAdjoins, LinesAdjoin, WindowRows, MatrixOperand, ProductTarget<AsIs>>(
            new(a, new WindowGeometry(new WindowAxis(1, 1, 1, 1, 1, 0, 1), axis, axis, 16, 0, 16), rows, true),
            new(b, 0, columns, depth, 1, columns, true), new(c, 0, rows, columns, columns, true, default), from, to, new(kept, arrived, parts));
    }

    private static (int From, int To) Part<TThreads>(int depth, int parts)
        where TThreads : struct, IProductThreads
    {
        int length = (depth + (parts * TThreads.Depth) - 1) / (parts * TThreads.Depth) * TThreads.Depth;
        int from = Grid.IdxZ % parts * length;
        return (from, from + length);
    }
}
