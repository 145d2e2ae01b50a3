using DeepDsl.Compiler.Ir.Interpretation;

namespace DeepDsl.Compiler.Ir.Primitives;

/// <summary>The gradient of a convolution by its weight: x [N, spatial.., C], dy [N, spatial.., O].</summary>
public sealed class ConvWeightGradientNode(Graph graph, Node x, Node dy, Shape wShape, ConvGeometry geometry)
    : Node(graph, TensorType.Floats(wShape), x, dy)
{
    public ConvGeometry Geometry { get; } = geometry;

    public override string Primitive => "conv-weight-gradient";

    public override object Attributes => Geometry;

    public override IEnumerable<(NodeAxis, NodeAxis)> JoinedAxes => ConvAxes.Joined(Inputs[0], this, Inputs[1], Geometry);

    public override Node?[] InputGradients(Node dw, bool[] wanted) =>
    [
        wanted[0] ? Graph.ConvInputGradient(Inputs[1], dw, Inputs[0].Shape, Geometry) : null,
        wanted[1] ? Graph.Conv(Inputs[0], dw, Geometry) : null,
    ];

    public override Node WithInputs(Graph graph, IReadOnlyList<Node> inputs) =>
        graph.ConvWeightGradient(inputs[0], inputs[1], Shape, Geometry);

    public override Tensor Interpret(Interpreter run, IReadOnlyList<Tensor> inputs) =>
        Windows.ConvWeightGradient(Geometry, inputs[0], inputs[1], run.Sizes(Shape));
}
