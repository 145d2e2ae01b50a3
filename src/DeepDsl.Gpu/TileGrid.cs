using DeepDsl.CompilerServices;
using ILGPU;
using ILGPU.Runtime;

namespace DeepDsl.Gpu;

/// <summary>The groups of a product, and the floats that they compute together.</summary>
internal readonly record struct TileGrid(Index3D Grid, Index3D Group, long Floats)
{
    /// <summary>As many as a grid of CUDA has along z.</summary>
    private const int MostMatrices = 65_535;

    /// <summary>
    /// A group for each tile of each matrix; rows along x, of which a grid may have the most. The emulation has smaller groups, which
    /// compute smaller tiles.
    /// </summary>
    public static TileGrid Of<TThreads, TTile>(GpuDevice device, int rows, int columns, int matrices)
        where TThreads : struct, IProductThreads
        where TTile : struct, ITile<TTile>
    {
        if (matrices > MostMatrices)
        {
            throw new NotSupportedException(
                $"A product of {matrices} matrices, or parts of them, is asked for, and a launch has at most {MostMatrices}; pass fewer samples at a time.");
        }

        bool fits = TThreads.Down * TThreads.Across <= device.Ops.GroupSize;
        int down = fits ? TThreads.Down : TTile.IsByWarps ? WarpPlace.Down : GpuOps.SmallSide;
        int across = fits ? TThreads.Across : TTile.IsByWarps ? WarpPlace.Across : GpuOps.SmallSide;
        int tileRows = down * TTile.Rows;
        int tileColumns = across * TTile.Columns;
        Index3D grid = new(GpuOps.DivideUp(rows, tileRows), GpuOps.DivideUp(columns, tileColumns), matrices);
        return new(grid, new Index3D(across, down, 1), (long)grid.Size * tileRows * tileColumns);
    }

    public KernelConfig Config => new(Grid, Group);

    public int Groups => Grid.Size;
}
