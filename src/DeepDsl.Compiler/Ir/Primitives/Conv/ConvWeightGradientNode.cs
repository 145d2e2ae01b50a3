namespace DeepDsl.Compiler.Ir.Primitives;

/// <summary>The gradient of a convolution by its weight: x [N, spatial.., C], dy [N, spatial.., O].</summary>
public sealed class ConvWeightGradientNode(Graph graph, Node x, Node dy, Shape wShape, ConvGeometry geometry)
    : Node(graph, wShape, ElementType.Float32, x, dy)
{
    public ConvGeometry Geometry { get; } = geometry;

    public override string Key => $"conv-weight-gradient {Geometry.Key}";

    public override Node?[] InputGradients(Node dw, bool[] wanted) =>
    [
        wanted[0] ? Graph.ConvInputGradient(Inputs[1], dw, Inputs[0].Shape, Geometry) : null,
        wanted[1] ? Graph.Conv(Inputs[0], dw, Geometry) : null,
    ];
}
