using System.ComponentModel;
using ILGPU;

namespace DeepDsl.CompilerServices;

/// <summary>
/// C = A * B by tiles. A group computes a tile of C; it keeps slices of both operands in its memory, in two halves, of which one is filled
/// while the other is multiplied. Threads add the products of an element in order, so the result depends neither on the tile nor on the
/// group; parts of the depth are added in theirs, and tensor cores have an order of their own. What follows the
/// product is computed on the accumulators as they are stored.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Product
{
    public static void Run<TThreads, TTile, TLayoutA, TLayoutB, TA, TB, TTarget>(
        TA a, TB b, TTarget target, int from, int to, ProductParts parts)
        where TThreads : struct, IProductThreads
        where TTile : struct, ITile<TTile>
        where TLayoutA : struct, ISliceLayout
        where TLayoutB : struct, ISliceLayout
        where TA : struct, IProductOperand
        where TB : struct, IProductOperand
        where TTarget : struct, IProductTarget
    {
        int across = Group.IdxX;
        int down = Group.IdxY;
        int lanesAcross = ProductGroup.Across<TThreads>();
        int lanesDown = ProductGroup.Down<TThreads>();
        int threads = lanesAcross * lanesDown;
        int thread = down * lanesAcross + across;
        int rows = lanesDown * TTile.Rows;
        int columns = lanesAcross * TTile.Columns;
        int firstRow = Grid.IdxX * rows;
        int firstColumn = Grid.IdxY * columns;
        int slicedRows = TThreads.Down * TTile.Rows;
        int slicedColumns = TThreads.Across * TTile.Columns;
        int unitsA = TLayoutA.Units(slicedRows, TThreads.Depth);
        int unitsB = TLayoutB.Units(slicedColumns, TThreads.Depth);

        var memory = SharedMemory.Allocate<Float4>((slicedRows + slicedColumns) * ((TThreads.Depth / 4 + 1) * 2 + 1));
        var slicesA = memory.SubView(0, 2 * unitsA);
        var slicesB = memory.SubView(2 * unitsA, 2 * unitsB);
        var placesA = memory.SubView(2 * (unitsA + unitsB), slicedRows).Cast<Place>();
        var placesB = memory.SubView((2 * (unitsA + unitsB)) + slicedRows, slicedColumns).Cast<Place>();
        Places<TA, TLayoutA>(a, placesA, firstRow, rows, thread, threads);
        Places<TB, TLayoutB>(b, placesB, firstColumn, columns, thread, threads);
        Group.Barrier();

        var copyA = SliceCopy<TA, TLayoutA>.Begin(a, from, rows, TThreads.Depth, thread, threads);
        var copyB = SliceCopy<TB, TLayoutB>.Begin(b, from, columns, TThreads.Depth, thread, threads);
        copyA = copyA.Next(a, slicesA, placesA, rows, slicedRows, TThreads.Depth, threads);
        copyB = copyB.Next(b, slicesB, placesB, columns, slicedColumns, TThreads.Depth, threads);
        TTile tile = default;
        int half = 0;

        // Counted down, so that the loop does not ask for the end, which kernels would compute anew each time.
        for (int left = to - from; left > 0; left -= TThreads.Depth)
        {
            // Everybody's copies of this slice are there, and nobody reads the other half any more.
            AsyncCopy.Wait();
            Group.Barrier();
            if (left > TThreads.Depth)
            {
                copyA = copyA.Next(a, slicesA.SubView((1 - half) * unitsA, unitsA), placesA, rows, slicedRows, TThreads.Depth, threads);
                copyB = copyB.Next(b, slicesB.SubView((1 - half) * unitsB, unitsB), placesB, columns, slicedColumns, TThreads.Depth, threads);
            }

            Slice<TLayoutA> sliceA = new(slicesA.SubView(half * unitsA, unitsA), slicedRows, TThreads.Depth, down, lanesDown);
            Slice<TLayoutB> sliceB = new(slicesB.SubView(half * unitsB, unitsB), slicedColumns, TThreads.Depth, across, lanesAcross);
            tile = Plus<TThreads, TTile, TLayoutA, TLayoutB>(tile, sliceA, sliceB);

            half = 1 - half;
        }

        if (parts.Count > 1)
        {
            if (!parts.IsLast(tile, thread, threads))
            {
                return;
            }

            tile = parts.Sum<TTile>(thread, threads);
        }

        tile.Store(new ThreadTarget<TLayoutA, TLayoutB, TTarget>(target, firstRow, firstColumn, down, lanesDown, across, lanesAcross));
    }

    /// <summary>
    /// With the products of a slice. Written out, since ILGPU leaves loops as they are, and round this one all sums would change their
    /// registers and all addresses be computed anew.
    /// </summary>
    private static TTile Plus<TThreads, TTile, TLayoutA, TLayoutB>(TTile tile, Slice<TLayoutA> a, Slice<TLayoutB> b)
        where TThreads : struct, IProductThreads
        where TTile : struct, ITile<TTile>
        where TLayoutA : struct, ISliceLayout
        where TLayoutB : struct, ISliceLayout
    {
        if (TThreads.Depth == TTile.Depth)
        {
            return tile.Plus(a, b, 0);
        }

        tile = tile.Plus(a, b, 0).Plus(a, b, 1);
        return TThreads.Depth == 2 * TTile.Depth ? tile : tile.Plus(a, b, 2).Plus(a, b, 3);
    }

    /// <summary>Finds where the lines of the tile lie, which takes divisions, once for the whole depth.</summary>
    private static void Places<TOperand, TLayout>(TOperand operand, ArrayView<Place> places, int first, int lines, int thread, int threads)
        where TOperand : struct, IProductOperand
        where TLayout : struct, ISliceLayout
    {
        int unit = TLayout.LinesAdjoin && operand.CopiesQuads ? 4 : 1;
        for (int i = thread; i < lines / unit; i += threads)
        {
            places[i] = operand.Line(first + i * unit);
        }
    }
}
