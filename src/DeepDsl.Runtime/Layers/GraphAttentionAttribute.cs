namespace DeepDsl;

/// <summary>
/// Graph attention: for each head the mean of <c>x * weight</c> over a node and those from which edges come, weighted by a softmax of
/// <c>leaky(from.weight * begin + to.weight * end)</c>. Input <c>[Nodes, F]</c>, output <c>[Nodes, Heads * Units]</c>, or <c>[Nodes, Units]</c>
/// where heads are averaged; weight <c>[F, Heads * Units]</c>, from.weight and to.weight <c>[Heads, Units]</c>.
/// </summary>
/// <param name="units">Features of a node for each head.</param>
public sealed class GraphAttentionAttribute(int units) : GraphLayerAttribute(units)
{
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
