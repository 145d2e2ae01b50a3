namespace DeepDsl.Compiler.Ir.Primitives;

/// <summary>
/// A convolution of stride one over an input spread by zeros: what the input gradient of a strided convolution is lowered to, with the
/// weight reversed and its channels exchanged. Made after differentiation, so it has no gradient.
/// </summary>
public sealed class SpreadConvNode(Graph graph, Node x, Node w, Shape shape, ConvGeometry geometry, int[] spread)
    : Node(graph, shape, ElementType.Float32, x, w)
{
    public ConvGeometry Geometry { get; } = geometry;

    /// <summary>Distance between neighbours of x along each spatial axis.</summary>
    public IReadOnlyList<int> Spread { get; } = spread;

    public override string Key => $"spread-conv {Geometry.Key} {string.Join(",", Spread)}";

    public override Node?[] InputGradients(Node dy, bool[] wanted) => throw new InvalidOperationException("Lowered nodes have no gradient.");
}
