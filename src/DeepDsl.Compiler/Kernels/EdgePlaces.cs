using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;
using DeepDsl.Compiler.Programs;

namespace DeepDsl.Compiler.Kernels;

/// <summary>Where the nodes of edges are, and the edges of nodes, on every target.</summary>
internal static class EdgePlaces
{
    public static KernelOperand Edges => new("pairs", IsTable: true, Type: ElementType.Int32);

    public static KernelOperand Order => new("order", IsTable: true, Type: ElementType.Int32);

    /// <summary>The variable of a kernel that goes through the nodes of all samples.</summary>
    public static VariableIndex Item { get; } = new("node");

    /// <summary>What a sum multiplies.</summary>
    public static IEnumerable<KernelOperand> Factors(EdgeSumLaunch launch) =>
        new[] { launch.X is null ? null : "x", launch.Weights is null ? null : "weights" }.OfType<string>().Select(name => new KernelOperand(name));

    /// <summary>What a sum does, for the name of its kernel.</summary>
    public static string Role(EdgeSumLaunch launch) =>
        launch is { X: null, Weights: null } ? $"EdgeCount{launch.End}" : $"EdgeSum{(launch.X is null ? "" : "OfNodes")}{(launch.Weights is null ? "" : "OfWeights")}{launch.End}";

    /// <summary>The number of an edge's node among those of its sample; negative for what is no edge.</summary>
    public static IndexExpr End(IndexExpr edge, EdgeEnd end) => new ElementIndex(new View("pairs", (edge * 2) + (int)end));

    /// <summary>The same among those of all samples.</summary>
    public static IndexExpr Node(EdgeSizes sizes, IndexExpr sample, IndexExpr edge, EdgeEnd end) => (sample * sizes.Nodes) + End(edge, end);

    /// <summary>Whether an edge, counted through all samples, is one.</summary>
    public static void IfThereIs(Block block, IndexExpr edge, Action<Block> then, Action<Block>? otherwise = null) => block.If(
        new Condition(Comparison.AtLeast, IndexExpr.Min(End(edge, EdgeEnd.From), End(edge, EdgeEnd.To)), 0), then, otherwise);

    /// <summary>
    /// For the node <see cref="Item"/>: its sample, where the order of that begins, and from where to where its edges are in it.
    /// </summary>
    public static (IndexExpr Sample, IndexExpr Start, IndexExpr First, IndexExpr Last) Range(Block block, EdgeSizes sizes)
    {
        IndexExpr sample = block.Let("sample", Item / sizes.Nodes);
        IndexExpr start = block.Let("start", sample * (IndexExpr)sizes.OrderLength);
        IndexExpr node = block.Let("ownPlace", start + (Item - (sample * (IndexExpr)sizes.Nodes)));
        IndexExpr first = block.Let("first", new ElementIndex(new View("order", node)));
        return (sample, start, first, block.Let("last", new ElementIndex(new View("order", node + 1))));
    }

    /// <summary>The edge at a place of the order of a sample, counted through all samples.</summary>
    public static IndexExpr Edge(EdgeSizes sizes, IndexExpr sample, IndexExpr start, IndexExpr place) =>
        (sample * (IndexExpr)sizes.Edges) + new ElementIndex(new View("order", start + sizes.Nodes + 1 + place));

    /// <summary>For the node <see cref="Item"/>: what <paramref name="write"/> writes may visit its edges.</summary>
    public static void OfNode(Block block, EdgeSizes sizes, Action<Block, Action<Block, Action<Block, EdgeInOrder>>> write)
    {
        (IndexExpr sample, IndexExpr start, IndexExpr first, IndexExpr last) = Range(block, sizes);
        write(block, (b, visit) => b.For("at", first, last, (v, at) =>
            visit(v, new EdgeInOrder(v, sizes, sample, start + sizes.Nodes + 1 + at))));
    }
}
