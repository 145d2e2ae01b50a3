using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;
using DeepDsl.Compiler.Programs;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Kernels.Gpu;

/// <summary>
/// What works along the edges of graphs, with a thread for each number that is written; a node's thread adds up its edges in their order,
/// which the runtime finds first, hence no atomics. Of nodes with very many edges, chunks are added up first (<see cref="SegmentChunks"/>).
/// </summary>
internal static class EdgeKernels
{
    public static GpuLaunch Gather(EdgeGatherLaunch launch)
    {
        EdgeSizes sizes = launch.Sizes;
        Statement[] body = PerElement(sizes.ValuesShape, "edge", (block, i, edge, column) => EdgePlaces.IfThereIs(block, edge,
            b => b.Add(new StoreElement(new View("y", i), new LoadVector(new View("x",
                (EdgePlaces.Node(sizes, edge / sizes.Edges, edge, launch.End) * sizes.Width) + column)))),
            b => b.Add(new StoreElement(new View("y", i), VectorExpr.Zero))));
        Kernel kernel = new(KernelNaming.Of($"Edge{launch.End}", sizes.NodesShape), $"{sizes.NodesShape} -> {sizes.ValuesShape}",
            new KernelOperand[] { EdgePlaces.Edges, new("x"), new("y") }, EquatableArray<RandomKey>.Empty, body);
        return new GpuLaunch(kernel, new ThreadGrid(sizes.ValuesShape.Size), [launch.Edges, launch.X, launch.Y]);
    }

    public static GpuLaunch Dot(EdgeDotLaunch launch)
    {
        (EdgeSizes sizes, int heads) = (launch.Sizes, launch.Heads);
        int size = sizes.Width / heads;
        Statement[] body = PerElement(sizes.Weights(heads), "edge", (block, i, edge, head) =>
        {
            block.Add(Statements.Let("sum", VectorExpr.Zero));
            EdgePlaces.IfThereIs(block, edge, b =>
            {
                IndexExpr sample = b.Let("sample", edge / sizes.Edges);
                IndexExpr from = b.Let("from", (EdgePlaces.Node(sizes, sample, edge, EdgeEnd.From) * sizes.Width) + (head * size));
                IndexExpr to = b.Let("to", (EdgePlaces.Node(sizes, sample, edge, EdgeEnd.To) * sizes.Width) + (head * size));
                b.For("j", 0, size, (each, j) => each.Add(new AddProduct(
                    "sum", new LoadVector(new View("a", from + j)), new LoadVector(new View("b", to + j)))));
            });
            block.Add(new StoreElement(new View("y", i), new VectorName("sum")));
        });
        Kernel kernel = new(KernelNaming.Of("EdgeDot", sizes.NodesShape, sizes.Weights(heads)), $"{sizes.NodesShape} -> {sizes.Weights(heads)}",
            new KernelOperand[] { EdgePlaces.Edges, new("a"), new("b"), new("y") }, EquatableArray<RandomKey>.Empty, body);
        return new GpuLaunch(kernel, new ThreadGrid(sizes.Weights(heads).Size), [launch.Edges, launch.From, launch.To, launch.Y]);
    }

    public static GpuLaunch Sum(EdgeSumLaunch launch)
    {
        EdgeSizes sizes = launch.Sizes;
        EdgeChunks chunks = new(sizes, launch.End);
        Statement[] body = PerElement(sizes.NodesShape, EdgePlaces.Item.Name, (block, i, _, column) =>
        {
            Open(block, column);
            chunks.OfNode(block, column, (each, sample, edge) => Add(each, sample, edge, column), (each, sum) => each.Add(
                Statements.Set("sum", Exprs.Arg(0) + Exprs.Arg(1), new VectorName("sum"), sum)));
            block.Add(new StoreElement(new View("y", i), new VectorName("sum")));
        });
        KernelOperand[] operands = [.. Kept(chunks), EdgePlaces.Edges, EdgePlaces.Order, .. EdgePlaces.Factors(launch), new("y")];
        Kernel kernel = new(KernelNaming.Of(EdgePlaces.Role(launch), sizes.EdgesShape, sizes.NodesShape), $"along {sizes.EdgesShape} into {sizes.NodesShape}",
            operands, EquatableArray<RandomKey>.Empty, body);
        GpuLaunch sum = new(kernel, new ThreadGrid(sizes.NodesShape.Size),
            [launch.Edges, launch.Order, .. new[] { launch.X, launch.Weights }.OfType<Buffer>(), launch.Y]);
        return chunks.Before(sum, Open, Add, "sum");

        void Open(Block block, IndexExpr column)
        {
            block.Add(Statements.Let("sum", VectorExpr.Zero));
            block.Let("head", column / (sizes.Width / launch.Heads));
        }

        void Add(Block block, IndexExpr sample, IndexExpr edge, IndexExpr column) => block.Add(new AddProduct(
            "sum",
            launch.X is null ? new ConstantVector(1) : new LoadVector(new View("x",
                (EdgePlaces.Node(sizes, sample, edge, EdgeNode.Other(launch.End)) * sizes.Width) + column)),
            launch.Weights is null ? new ConstantVector(1) : new LoadVector(new View("weights", (edge * launch.Heads) + Head(column)))));

        IndexExpr Head(IndexExpr column) => column / (sizes.Width / launch.Heads) is BinaryIndex ? new VariableIndex("head") : column;
    }

    public static GpuLaunch Max(EdgeMaxLaunch launch)
    {
        EdgeSizes sizes = launch.Sizes;
        EdgeChunks chunks = new(sizes, launch.End);
        Statement[] body = PerElement(sizes.NodesShape, EdgePlaces.Item.Name, (block, i, _, column) =>
        {
            Open(block);
            chunks.OfNode(block, column, (each, _, edge) => Take(each, Value(edge, column)), Take);
            block.Add(new StoreElement(new View("y", i), new VectorName("most")));
        });
        KernelOperand[] operands = [.. Kept(chunks), EdgePlaces.Edges, EdgePlaces.Order, new("values"), new("y")];
        Kernel kernel = new(
            KernelNaming.Of($"EdgeMax{launch.End}", sizes.EdgesShape, sizes.NodesShape), $"along {sizes.EdgesShape} into {sizes.NodesShape}",
            operands, EquatableArray<RandomKey>.Empty, body);
        GpuLaunch max = new(kernel, new ThreadGrid(sizes.NodesShape.Size), [launch.Edges, launch.Order, launch.Values, launch.Y]);
        return chunks.Before(max, (block, _) => Open(block), (each, _, edge, column) => Take(each, Value(edge, column)), "most");

        void Open(Block block) => block.Add(Statements.Let("most", new ConstantVector(launch.Least)));

        VectorExpr Value(IndexExpr edge, IndexExpr column) => new LoadVector(new View("values", (edge * sizes.Width) + column));

        void Take(Block block, VectorExpr value) => block.Add(
            Statements.Set("most", Exprs.Binary(BinaryOp.Max, Exprs.Arg(0), Exprs.Arg(1)), new VectorName("most"), value));
    }

    private static IEnumerable<KernelOperand> Kept(EdgeChunks chunks) => chunks.AreWhole ? [SegmentChunks.Operand] : [];

    /// <summary>A thread for each element of a value, which knows the element's row and column.</summary>
    private static Statement[] PerElement(Shape shape, string row, Action<Block, IndexExpr, IndexExpr, IndexExpr> write) =>
        Block.ForThreads(shape.Size, (block, i) =>
        {
            int width = shape[-1].Value;
            VariableIndex item = new(row);
            block.Add(new LetIndex(item, i / (IndexExpr)width));
            IndexExpr column = block.Let("column", i - (item * (IndexExpr)width));
            write(block, i, item, column);
        });
}
