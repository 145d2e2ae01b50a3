namespace DeepDsl.Compiler.Ir.Primitives;

/// <summary>
/// Weight gradients of equal parts of the batch, [P, weight..]: the parts run in parallel and are then added in order, so that the number
/// of threads does not change the sum.
/// </summary>
public sealed class ConvWeightPartsNode(Graph graph, Node x, Node dy, Shape shape, ConvGeometry geometry)
    : Node(graph, shape, ElementType.Float32, x, dy)
{
    public ConvGeometry Geometry { get; } = geometry;

    public override string Key => $"conv-weight-parts {Geometry.Key}";

    public override Node?[] InputGradients(Node dy, bool[] wanted) => throw new InvalidOperationException("Lowered nodes have no gradient.");
}
