using DeepDsl.Compiler.Ir;

namespace DeepDsl.Compiler.Kernels.Gpu;

/// <summary>
/// Chunks of an order. What those within one segment add up to is found first, by threads of their own, so that none goes through all of a
/// very long segment: where one has no whole chunk, its places are visited one after another.
/// </summary>
internal static class SegmentChunks
{
    /// <summary>Places of a chunk.</summary>
    public const int Size = 256;

    /// <summary>What has been found.</summary>
    public static KernelOperand Operand => new("chunks");

    /// <summary>Whether there can be a whole one among so many places.</summary>
    public static bool AreWhole(Dim places) => !places.IsConstant || places.Value >= Size;

    /// <summary>How many whole ones there are.</summary>
    public static IndexExpr In(Dim places) => (IndexExpr)places / Size;

    /// <summary>Visits the places of a segment, and chunks in place of those in them.</summary>
    /// <param name="block">Of the segment's thread.</param>
    /// <param name="name">Makes the names of variables those of this segment.</param>
    /// <param name="first">Place.</param>
    /// <param name="end">Behind the last place.</param>
    /// <param name="visit">What is done at a place.</param>
    /// <param name="add">What is done with a chunk; null where there can be none.</param>
    public static void Visit(
        Block block, Func<string, string> name, IndexExpr first, IndexExpr end, Action<Block, IndexExpr> visit, Action<Block, IndexExpr>? add)
    {
        if (add is null)
        {
            block.For(name("at"), first, end, visit);
            return;
        }

        IndexExpr firstChunk = block.Let(name("firstChunk"), (first + (Size - 1)) / Size);
        IndexExpr endChunk = block.Let(name("endChunk"), end / Size);
        IndexExpr before = block.Let(name("before"), IndexExpr.Min(end, firstChunk * Size));
        IndexExpr behind = block.Let(name("behind"), IndexExpr.Max(before, endChunk * Size));
        block.For(name("at"), first, before, visit);
        block.For(name("chunk"), firstChunk, endChunk, add);
        block.For(name("at"), behind, end, visit);
    }
}
