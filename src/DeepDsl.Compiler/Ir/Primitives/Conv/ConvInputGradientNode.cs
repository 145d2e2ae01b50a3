using DeepDsl.Compiler.Ir.Interpretation;

namespace DeepDsl.Compiler.Ir.Primitives;

/// <summary>The gradient of a convolution by its input, and the forward of a transposed convolution.</summary>
public sealed class ConvInputGradientNode(Graph graph, Node dy, Node w, Shape xShape, ConvGeometry geometry)
    : Node(graph, TensorType.Floats(xShape), dy, w)
{
    public ConvGeometry Geometry { get; } = geometry;

    public override string Primitive => "conv-input-gradient";

    public override object Attributes => Geometry;

    public override AxisEffect AxisEffect => AxisEffect.Slides;

    public override IEnumerable<(NodeAxis, NodeAxis)> JoinedAxes => ConvAxes.Joined(this, Inputs[1], Inputs[0], Geometry);

    public override Node?[] InputGradients(Node dy, bool[] wanted) =>
    [
        wanted[0] ? Graph.Conv(dy, Inputs[1], Geometry) : null,
        wanted[1] ? Graph.ConvWeightGradient(dy, Inputs[0], Inputs[1].Shape, Geometry) : null,
    ];

    public override Node WithInputs(Graph graph, IReadOnlyList<Node> inputs) =>
        graph.ConvInputGradient(inputs[0], inputs[1], Shape, Geometry);

    public override Tensor Interpret(Interpreter run, IReadOnlyList<Tensor> inputs)
    {
        (Tensor dy, Tensor w) = (inputs[0], inputs[1]);
        Tensor dx = new(run.Sizes(Shape));
        Windows.Walk(Geometry, dx.Shape, dy.Shape, w.Shape, (ix, iw, iy) => dx.Values[ix] += dy.Values[iy] * w.Values[iw]);
        return dx;
    }
}
