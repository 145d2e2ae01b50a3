using DeepDsl.Compiler.Ir;

namespace DeepDsl.Compiler.Kernels.Gpu;

/// <summary>How many threads a launch has, and in which groups; how large groups are the device decides.</summary>
public abstract record GpuGrid;

/// <summary>A thread for each item, and some beyond, which have nothing to do.</summary>
public sealed record ThreadGrid(IndexExpr Items) : GpuGrid;

/// <summary>A warp for each item, and some beyond, which have nothing to do.</summary>
public sealed record WarpGrid(IndexExpr Items) : GpuGrid;

/// <summary>As many groups.</summary>
public sealed record GroupGrid(IndexExpr Groups) : GpuGrid;

/// <summary>
/// A group for each block of queries and each block of keys, each of so many heads; how large blocks are the group decides.
/// </summary>
public sealed record AttentionGrid(IndexExpr Heads, IndexExpr Queries, IndexExpr KeyHeads, IndexExpr Keys) : GpuGrid;

/// <summary>A group for each part of the depth of each tile of each matrix of a batch.</summary>
public sealed record TileGrid(ProductTile Tile, IndexExpr Rows, IndexExpr Columns, IndexExpr Batch) : GpuGrid
{
    /// <summary>Groups that share the depth of a tile.</summary>
    public IndexExpr Parts { get; init; } = 1;

    /// <summary>Whether there may be several.</summary>
    public bool SharesDepth => !Parts.IsOne;

    /// <summary>What tensor cores round to that compute the tiles; null where threads do.</summary>
    public UnaryOp? TensorFormat { get; init; }

    /// <summary>The type of the runtime that stands for the part of a tile that a thread has.</summary>
    public string RegistersType => TensorFormat is { } format ? Tile.TensorType(format) : Tile.RegistersType;
}

/// <summary>The groups of several grids, one after another.</summary>
public sealed record JoinedGrid(IReadOnlyList<GpuGrid> Grids) : GpuGrid;
