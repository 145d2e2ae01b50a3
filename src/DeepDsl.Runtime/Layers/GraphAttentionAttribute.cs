namespace DeepDsl;

/// <summary>
/// Graph attention: for each head <c>y[to] = sum of softmax(leaky(from.weight . h[from] + to.weight . h[to])) * h[from]</c> over the edges that
/// end at a node, and the node itself, where <c>h = x * weight</c>; bias and activation follow. Input <c>[Nodes, F]</c>, output <c>[Nodes, Heads * Units]</c>, or <c>[Nodes, Units]</c>
/// where heads are averaged; weight <c>[F, Heads * Units]</c>, from.weight and to.weight <c>[Heads, Units]</c>. Where edges
/// have features e, <c>along.weight . (e * edge.weight)</c> is added to their scores, and to a node's own score the mean of its edges' ones;
/// edge.weight <c>[D, Heads * Units]</c>, along.weight <c>[Heads, Units]</c>.
/// </summary>
/// <param name="units">Features of a node for each head.</param>
public sealed class GraphAttentionAttribute(int units) : GraphLayerAttribute(units)
{
    /// <summary>Name of the features of the edges, floats <c>[Edges, D]</c>; none takes edges as such.</summary>
    public string EdgeFeatures { get; set; } = "";

    /// <summary>How many softmaxes there are.</summary>
    public int Heads { get; set; } = 1;

    /// <summary>True: the mean of all heads; false: one beside the other.</summary>
    public bool Average { get; set; }

    /// <summary>Slope of scores below zero.</summary>
    public double NegativeSlope { get; set; } = 0.2;

    /// <summary>In training, the probability that a weight is zero.</summary>
    public double Dropout { get; set; }

    /// <summary>Whether each node is a neighbour of its own.</summary>
    public bool SelfLoops { get; set; } = true;
}
