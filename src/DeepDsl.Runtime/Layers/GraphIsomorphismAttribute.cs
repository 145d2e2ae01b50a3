namespace DeepDsl;

/// <summary>
/// Graph isomorphism layer: <c>y = activation(relu(s * hidden.weight + hidden.bias) * weight + bias)</c> of
/// <c>s = (1 + epsilon) * x + sum of the nodes from which edges come</c>, which tells graphs apart that means and maxima do not. Input
/// <c>[Nodes, F]</c>, output <c>[Nodes, Units]</c>; weights <c>[F, Hidden]</c> and <c>[Hidden, Units]</c>. Where edges have features e (GINE), an
/// edge adds <c>relu(x[from] + e * edge.weight + edge.bias)</c> instead of <c>x[from]</c>; edge.weight <c>[D, F]</c>.
/// </summary>
/// <param name="units">Features of a node in the output.</param>
public sealed class GraphIsomorphismAttribute(int units) : GraphLayerAttribute(units)
{
    /// <summary>Name of the features of the edges, floats <c>[Edges, D]</c>; none takes edges as such.</summary>
    public string EdgeFeatures { get; set; } = "";

    /// <summary>Features between both dense layers; 0 for as many as the output has.</summary>
    public int Hidden { get; set; }

    /// <summary>How much more than a neighbour a node counts for itself.</summary>
    public double Epsilon { get; set; }

    /// <summary>Whether Epsilon is trained, from its value on.</summary>
    public bool LearnEpsilon { get; set; }
}
