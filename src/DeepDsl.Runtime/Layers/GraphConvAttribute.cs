namespace DeepDsl;

/// <summary>
/// Graph convolution (Kipf and Welling): <c>y = activation(A * x * weight + bias)</c>, where A joins each node with itself and with those from
/// which edges come, divided by the roots of both degrees. Input <c>[Nodes, F]</c>, output <c>[Nodes, Units]</c>; weight <c>[F, Units]</c>.
/// </summary>
/// <param name="units">Features of a node in the output.</param>
public sealed class GraphConvAttribute(int units) : GraphLayerAttribute(units)
{
    /// <summary>Name of a weight for each edge, floats <c>[Edges]</c>; none counts each edge as one.</summary>
    public string EdgeWeights { get; set; } = "";

    /// <summary>Whether each node is a neighbour of its own.</summary>
    public bool SelfLoops { get; set; } = true;

    /// <summary>
    /// False: plain sums, which are not divided by the roots of the degrees. Otherwise a node whose edges' weights sum to 0 or less has no part
    /// in any sum.
    /// </summary>
    public bool Normalize { get; set; } = true;
}
