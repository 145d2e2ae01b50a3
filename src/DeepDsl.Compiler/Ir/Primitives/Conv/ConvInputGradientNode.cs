namespace DeepDsl.Compiler.Ir.Primitives;

/// <summary>The gradient of a convolution by its input, and the forward of a transposed convolution.</summary>
public sealed class ConvInputGradientNode(Graph graph, Node dy, Node w, Shape xShape, ConvGeometry geometry)
    : Node(graph, xShape, ElementType.Float32, dy, w)
{
    public ConvGeometry Geometry { get; } = geometry;

    public override string Key => $"conv-input-gradient {Geometry.Key}";

    public override Node?[] InputGradients(Node dy, bool[] wanted) =>
    [
        wanted[0] ? Graph.Conv(dy, Inputs[1], Geometry) : null,
        wanted[1] ? Graph.ConvWeightGradient(dy, Inputs[0], Inputs[1].Shape, Geometry) : null,
    ];
}
