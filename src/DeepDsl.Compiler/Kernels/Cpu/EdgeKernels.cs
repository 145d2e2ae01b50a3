using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;
using DeepDsl.Compiler.Programs;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Kernels.Cpu;

/// <summary>
/// What works along the edges of graphs. A work item is a node, which adds up its edges in their order, or an edge; so nothing is added by
/// two threads, and the sum is the same whatever their number.
/// </summary>
internal static class EdgeKernels
{
    /// <summary>A sample at a time.</summary>
    public static CpuLaunch Order(EdgeOrderLaunch launch)
    {
        EdgeSizes sizes = launch.Sizes;
        Statement[] body = Block.ForItems("sample", (block, sample) => block.Add(new SortEdges(
            new View("pairs", sample * ((IndexExpr)sizes.Edges * 2)), new View("order", sample * (IndexExpr)sizes.OrderLength),
            sizes.Edges, sizes.Nodes, launch.End)));
        Kernel kernel = new(KernelNaming.Of($"EdgesBy{launch.End}", sizes.EdgesShape), "",
            new KernelOperand[] { EdgePlaces.Edges, EdgePlaces.Order }, EquatableArray<RandomKey>.Empty, body);
        return new CpuLaunch(kernel, sizes.Samples, 8 * sizes.Edges.Estimate, [launch.Edges, launch.Order]);
    }

    public static CpuLaunch Gather(EdgeGatherLaunch launch)
    {
        EdgeSizes sizes = launch.Sizes;
        Statement[] body = Block.ForItems("edge", (block, edge) =>
        {
            IndexExpr to = block.Let("at", edge * sizes.Width, wide: true);
            EdgePlaces.IfThereIs(block, edge, b =>
            {
                IndexExpr from = b.Let("from", EdgePlaces.Node(sizes, edge / sizes.Edges, edge, launch.End) * sizes.Width, wide: true);
                b.ForVectors("i", sizes.Width, (v, i) =>
                    v.Add(new StoreVector(new View("y", to + i), new LoadVector(new View("x", from + i)), sizes.Width - (IndexExpr)i)));
            },
            b => b.Add(new Clear(new View("y", to), sizes.Width)));
        });
        Kernel kernel = new(KernelNaming.Of($"Edge{launch.End}", sizes.NodesShape), $"{sizes.NodesShape} -> {sizes.ValuesShape}",
            new KernelOperand[] { EdgePlaces.Edges, new("x"), new("y") }, EquatableArray<RandomKey>.Empty, body);
        return new CpuLaunch(kernel, sizes.Samples * sizes.Edges, sizes.Width, [launch.Edges, launch.X, launch.Y]);
    }

    public static CpuLaunch Dot(EdgeDotLaunch launch)
    {
        (EdgeSizes sizes, int heads) = (launch.Sizes, launch.Heads);
        int size = sizes.Width / heads;
        Statement[] body = Block.ForItems("edge", (block, edge) =>
        {
            IndexExpr to = block.Let("at", edge * heads, wide: true);
            EdgePlaces.IfThereIs(block, edge, b =>
            {
                IndexExpr sample = b.Let("sample", edge / sizes.Edges);
                IndexExpr begin = b.Let("from", EdgePlaces.Node(sizes, sample, edge, EdgeEnd.From) * sizes.Width, wide: true);
                IndexExpr end = b.Let("to", EdgePlaces.Node(sizes, sample, edge, EdgeEnd.To) * sizes.Width, wide: true);
                if (size == 1)
                {
                    b.ForVectors("i", heads, (v, i) =>
                    {
                        v.Add(Statements.Compute("product", Exprs.Arg(0) * Exprs.Arg(1),
                            new LoadVector(new View("a", begin + i)), new LoadVector(new View("b", end + i))));
                        v.Add(new StoreVector(new View("y", to + i), new VectorName("product"), heads - (IndexExpr)i));
                    });
                    return;
                }

                b.Repeat("head", heads, (h, head) =>
                {
                    h.Add(Statements.Let("sum", VectorExpr.Zero));
                    h.ForVectors("i", size, (v, i) =>
                    {
                        IndexExpr place = v.Let("place", (head * size) + i);
                        VectorExpr Load(string value, IndexExpr start) =>
                            new FirstLanes(new LoadVector(new View(value, start + place)), size - (IndexExpr)i, VectorExpr.Zero);
                        v.Add(Statements.Let("left", Load("a", begin)));
                        v.Add(Statements.Let("right", Load("b", end)));
                        v.Add(Statements.Set("sum", Exprs.Arg(0) + (Exprs.Arg(1) * Exprs.Arg(2)),
                            new VectorName("sum"), new VectorName("left"), new VectorName("right")));
                    });
                    h.Add(new StoreLanes(new View("y", to + head), ReduceKind.Sum, "sum"));
                });
            },
            b => b.Add(new Clear(new View("y", to), heads)));
        });
        Kernel kernel = new(KernelNaming.Of("EdgeDot", sizes.NodesShape, sizes.Weights(heads)), $"{sizes.NodesShape} -> {sizes.Weights(heads)}",
            new KernelOperand[] { EdgePlaces.Edges, new("a"), new("b"), new("y") }, EquatableArray<RandomKey>.Empty, body);
        return new CpuLaunch(kernel, sizes.Samples * sizes.Edges, 2 * sizes.Width, [launch.Edges, launch.From, launch.To, launch.Y]);
    }

    public static CpuLaunch Sum(EdgeSumLaunch launch)
    {
        EdgeSizes sizes = launch.Sizes;
        if (launch is { X: null, Weights: null })
        {
            return Count(launch);
        }

        EpilogueLoop epilogue = new(launch.Epilogue, sizes.NodesShape);
        int size = launch.Weights is null || launch.X is null ? sizes.Width : sizes.Width / launch.Heads;
        int heads = sizes.Width / size;
        bool byVectors = size == 1; // every column has a weight of its own
        Statement[] body = PerNode(sizes, (block, visit) => block.Repeat("head", byVectors ? 1 : heads, (inHead, head) =>
            inHead.ForVectors("i", byVectors ? heads : size, (b, i) =>
            {
                IndexExpr column = b.Let("column", (head * size) + i);
                b.Add(Statements.Let("sum", VectorExpr.Zero));
                visit(b, (v, edge) =>
                {
                    List<VectorExpr> factors = [];
                    if (launch.X is not null)
                    {
                        IndexExpr other = edge.Other * sizes.Width;
                        factors.Add(new LoadVector(new View("x", v.Let("from", other + column, wide: true))));
                    }

                    if (launch.Weights is not null)
                    {
                        IndexExpr weight = v.Let("weight", edge.Number * launch.Heads, wide: true);
                        factors.Add(launch.X is null || byVectors
                            ? new LoadVector(new View("weights", weight + column)) : new BroadcastVector(new View("weights", weight + head)));
                    }

                    Expr added = factors.Count == 1 ? Exprs.Arg(1) : Exprs.Arg(1) * Exprs.Arg(2);
                    v.Add(Statements.Set("sum", Exprs.Arg(0) + added, [new VectorName("sum"), .. factors]));
                });
                IndexExpr to = b.Let("to", (EdgePlaces.Item * sizes.Width) + column, wide: true);
                b.Add(new StoreVector(
                    new View("y", to), epilogue.ToVector(b, "sum", to, column, EdgePlaces.Item), (byVectors ? heads : size) - (IndexExpr)i));
            })));
        KernelOperand[] operands = [EdgePlaces.Order, .. EdgePlaces.Factors(launch), new("y"), .. epilogue.Operands];
        Kernel kernel = new(KernelNaming.Of(EdgePlaces.Role(launch), sizes.EdgesShape, sizes.NodesShape), $"along {sizes.EdgesShape} into {sizes.NodesShape}",
            operands, epilogue.Keys.ToArray(), body);
        return new CpuLaunch(kernel, sizes.Samples * sizes.Nodes, CostOfANode(sizes),
            [launch.Order, .. new[] { launch.X, launch.Weights }.OfType<Buffer>(), launch.Y, .. epilogue.Buffers]);
    }

    /// <summary>How many edges a node has.</summary>
    private static CpuLaunch Count(EdgeSumLaunch launch)
    {
        EdgeSizes sizes = launch.Sizes;
        Statement[] body = Block.ForItems(EdgePlaces.Item.Name, (block, node) =>
        {
            (_, _, IndexExpr first, IndexExpr last) = EdgePlaces.Range(block, sizes);
            block.Add(new StoreVector(new View("y", node), new CountVector(last - first), 1));
        });
        Kernel kernel = new(KernelNaming.Of(EdgePlaces.Role(launch), sizes.EdgesShape, sizes.NodesShape), $"{sizes.EdgesShape} of {sizes.NodesShape}",
            new KernelOperand[] { EdgePlaces.Order, new("y") }, EquatableArray<RandomKey>.Empty, body);
        return new CpuLaunch(kernel, sizes.Samples * sizes.Nodes, 16, [launch.Order, launch.Y]);
    }

    public static CpuLaunch Max(EdgeMaxLaunch launch)
    {
        EdgeSizes sizes = launch.Sizes;
        Statement[] body = PerNode(sizes, (block, visit) => block.ForVectors("column", sizes.Width, (b, column) =>
        {
            b.Add(Statements.Let("most", new ConstantVector(launch.Least)));
            visit(b, (v, edge) =>
            {
                LoadVector value = new(new View("values", v.Let("from", (edge.Number * sizes.Width) + column, wide: true)));
                v.Add(Statements.Set("most", Exprs.Binary(BinaryOp.Max, Exprs.Arg(0), Exprs.Arg(1)), new VectorName("most"), value));
            });
            IndexExpr to = b.Let("to", (EdgePlaces.Item * sizes.Width) + column, wide: true);
            b.Add(new StoreVector(new View("y", to), new VectorName("most"), sizes.Width - (IndexExpr)column));
        }));
        Kernel kernel = new(
            KernelNaming.Of($"EdgeMax{launch.End}", sizes.EdgesShape, sizes.NodesShape), $"along {sizes.EdgesShape} into {sizes.NodesShape}",
            new KernelOperand[] { EdgePlaces.Edges, EdgePlaces.Order, new("values"), new("y") }, EquatableArray<RandomKey>.Empty, body);
        return new CpuLaunch(kernel, sizes.Samples * sizes.Nodes, CostOfANode(sizes), [launch.Edges, launch.Order, launch.Values, launch.Y]);
    }

    /// <summary>The edges of an average node, each with the cost of finding it.</summary>
    private static long CostOfANode(EdgeSizes sizes) =>
        Math.Max(1, sizes.Edges.Estimate / Math.Max(1, sizes.Nodes.Estimate)) * (sizes.Width + 8);

    /// <summary>A work item for each node, which may visit its edges again and again.</summary>
    private static Statement[] PerNode(EdgeSizes sizes, Action<Block, Action<Block, Action<Block, EdgeInOrder>>> write) =>
        Block.ForItems(EdgePlaces.Item.Name, (block, _) => EdgePlaces.OfNode(block, sizes, write));
}
