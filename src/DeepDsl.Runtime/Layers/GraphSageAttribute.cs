namespace DeepDsl;

/// <summary>
/// GraphSAGE: <c>y = activation(x * weight + around * neighbour.weight + bias)</c>, where around is the mean, sum or maximum of what the nodes
/// have from which edges come; zeros for nodes without edges. Input <c>[Nodes, F]</c>, output <c>[Nodes, Units]</c>; both weights
/// <c>[F, Units]</c>.
/// </summary>
/// <param name="units">Features of a node in the output.</param>
public sealed class GraphSageAttribute(int units) : GraphLayerAttribute(units)
{
    /// <summary>How neighbours become one.</summary>
    public Aggregate Aggregate { get; set; }
}
