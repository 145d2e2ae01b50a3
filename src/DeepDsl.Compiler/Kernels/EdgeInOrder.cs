using DeepDsl.Compiler.Programs;

namespace DeepDsl.Compiler.Kernels;

/// <summary>An edge as a node's kernel visits it: what of it is asked for is read where it stands in the order.</summary>
/// <param name="block">What visits it.</param>
/// <param name="sizes">Of the graph.</param>
/// <param name="sample">Whose edge it is.</param>
/// <param name="place">Of its number in the orders of all samples.</param>
internal sealed class EdgeInOrder(Block block, EdgeSizes sizes, IndexExpr sample, IndexExpr place)
{
    private IndexExpr? _number;

    /// <summary>Its number among the edges of all samples.</summary>
    public IndexExpr Number => _number ??= block.Let("edge", (sample * (IndexExpr)sizes.Edges) + new ElementIndex(new View("order", place)));

    /// <summary>The node at its other end, among those of all samples; orders of a CPU name it.</summary>
    public IndexExpr Other => (sample * sizes.Nodes) + new ElementIndex(new View("order", place + sizes.Edges));
}
