using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;
using DeepDsl.Compiler.Programs;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Kernels.Gpu;

/// <summary>The <see cref="SegmentChunks"/> of the order of edges, whose segments are the edges of nodes.</summary>
/// <param name="sizes">Of the graphs; the width is that of what is found.</param>
/// <param name="end">Whose edges are together.</param>
internal sealed class EdgeChunks(EdgeSizes sizes, EdgeEnd end)
{
    /// <summary>Whether a node can have a whole chunk.</summary>
    public bool AreWhole => SegmentChunks.AreWhole(sizes.Edges);

    /// <summary>Of a sample.</summary>
    private IndexExpr Count => SegmentChunks.In(sizes.Edges);

    /// <summary>The numbers that are kept.</summary>
    private IndexExpr Items => (IndexExpr)sizes.Samples * Count * sizes.Width;

    /// <summary>A launch with another before it, which finds the chunks.</summary>
    /// <param name="launch">Its kernel's first operand are the chunks.</param>
    /// <param name="open">Declares the result of a thread, of which the column is given.</param>
    /// <param name="visit">Adds an edge to it, by its sample, its number among those of all samples, and the column.</param>
    /// <param name="result">The variable.</param>
    public GpuLaunch Before(
        GpuLaunch launch, Action<Block, IndexExpr> open, Action<Block, IndexExpr, IndexExpr, IndexExpr> visit, string result)
    {
        if (!AreWhole)
        {
            return launch;
        }

        Statement[] body = Block.ForThreads(Items, (block, i) =>
        {
            IndexExpr chunk = block.Let("chunk", i / sizes.Width);
            IndexExpr column = block.Let("column", i - (chunk * sizes.Width));
            IndexExpr sample = block.Let("sample", chunk / Count);
            IndexExpr place = block.Let("place", (chunk - (sample * Count)) * SegmentChunks.Size);
            IndexExpr start = block.Let("start", sample * (IndexExpr)sizes.OrderLength);
            block.If(new Condition(Comparison.AtMost, place + SegmentChunks.Size, new ElementIndex(new View("order", start + sizes.Nodes))), there =>
            {
                IndexExpr Node(IndexExpr at) => EdgePlaces.End(EdgePlaces.Edge(sizes, sample, start, at), end);
                IndexExpr first = there.Let("firstNode", Node(place));
                there.If(new Condition(Comparison.Equal, first, Node(place + (SegmentChunks.Size - 1))), own =>
                {
                    open(own, column);
                    own.For("at", place, place + SegmentChunks.Size, (each, at) =>
                        visit(each, sample, each.Let("edge", EdgePlaces.Edge(sizes, sample, start, at)), column));
                    own.Add(new StoreElement(new View(SegmentChunks.Operand.Name, i), new VectorName(result)));
                });
            });
        });
        KernelOperand[] operands = [.. launch.Kernel.Operands.Where((_, o) => o < launch.Kernel.Operands.Count - 1)];
        Kernel kernel = launch.Kernel with { Name = launch.Kernel.Name + "Chunks", Operands = operands, Body = body };
        return launch with
        {
            Kept = Items,
            Before = new GpuLaunch(kernel, new ThreadGrid(Items), [.. launch.Operands.Take(launch.Operands.Count - 1)]) { Kept = Items },
        };
    }

    /// <summary>Goes through the edges of the node <see cref="EdgePlaces.Item"/>, and its chunks in place of the edges in them.</summary>
    /// <param name="block">Of the node's thread.</param>
    /// <param name="column">That the thread writes.</param>
    /// <param name="visit">Adds an edge, by its sample and its number among those of all samples.</param>
    /// <param name="add">Adds what a chunk has.</param>
    public void OfNode(
        Block block, IndexExpr column, Action<Block, IndexExpr, IndexExpr> visit, Action<Block, VectorExpr> add)
    {
        (IndexExpr sample, IndexExpr start, IndexExpr first, IndexExpr last) = EdgePlaces.Range(block, sizes);
        SegmentChunks.Visit(
            block, name => name, first, last,
            (each, at) => visit(each, sample, each.Let("edge", EdgePlaces.Edge(sizes, sample, start, at))),
            AreWhole
                ? (each, chunk) => add(each, new LoadVector(new View(
                    SegmentChunks.Operand.Name, (((sample * Count) + chunk) * sizes.Width) + column)))
                : null);
    }
}
