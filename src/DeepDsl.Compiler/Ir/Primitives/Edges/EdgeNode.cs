using DeepDsl.Compiler.Ir.Interpretation;

namespace DeepDsl.Compiler.Ir.Primitives;

/// <summary>
/// What works along the edges of graphs: a sample is a graph, edges [N, E, 2] are pairs of numbers of nodes, from and to. A pair with a
/// negative number is no edge, so that graphs of fewer edges can be filled up.
/// </summary>
public abstract class EdgeNode(Graph graph, TensorType type, Node edges, params Node[] others) : Node(graph, type, [edges, .. others])
{
    internal Node Edges => Inputs[0];

    /// <summary>How many nodes the edges join.</summary>
    internal abstract Dim Nodes { get; }

    /// <summary>The other end.</summary>
    internal static EdgeEnd Other(EdgeEnd end) => end == EdgeEnd.From ? EdgeEnd.To : EdgeEnd.From;

    protected static Shape OfEdges(Node edges, Dim width) => new(edges.Shape[0], edges.Shape[1], width);

    /// <summary>The edges of all samples in order.</summary>
    internal static IEnumerable<(int Sample, int Edge, int From, int To)> Walk(Tensor edges)
    {
        int count = edges.Shape[1];
        for (int e = 0; e < edges.Shape[0] * count; e++)
        {
            (int from, int to) = ((int)edges.Values[2 * e], (int)edges.Values[(2 * e) + 1]);
            if (from >= 0 && to >= 0)
            {
                yield return (e / count, e % count, from, to);
            }
        }
    }

    internal static int At(EdgeEnd end, int from, int to) => end == EdgeEnd.From ? from : to;
}
