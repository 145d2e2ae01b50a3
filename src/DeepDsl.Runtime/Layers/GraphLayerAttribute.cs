namespace DeepDsl;

/// <summary>
/// A layer over the nodes of a graph, which reads what their neighbours have along its edges: pairs of the numbers of two nodes, from and
/// to, so an edge without direction is given twice. A pair with -1 is no edge. A sample is a graph.
/// </summary>
/// <param name="units">Features of a node in the output.</param>
public abstract class GraphLayerAttribute(int units) : KernelLayerAttribute
{
    /// <summary>Features of a node in the output.</summary>
    public int Units { get; } = units;

    /// <summary>Name of the edges, ints <c>[Edges, 2]</c>.</summary>
    public string Edges { get; set; } = "edges";
}
