using DeepDsl.Compiler.Ir.Interpretation;

namespace DeepDsl.Compiler.Ir.Primitives;

/// <summary>A constant before and after along one axis.</summary>
public sealed class PadNode(Graph graph, Node x, int axis, Dim before, Dim after, double value)
    : Node(graph, x.Type.With(x.Shape.With(axis, x.Shape[axis] + before + after)), x)
{
    public int Axis { get; } = axis;

    public Dim Before { get; } = before;

    public Dim After { get; } = after;

    public double Value { get; } = value;

    public override string Primitive => "pad";

    public override object Attributes => (Axis, Before, After, new ExactDouble(Value));

    public override AxisEffect AxisEffect => AxisEffect.Keeps;

    public override IEnumerable<(NodeAxis, NodeAxis)> JoinedAxes => Aligned(Inputs[0], Axis);

    public override Node?[] InputGradients(Node dy, bool[] wanted) => [Graph.Slice(dy, Axis, Before, Inputs[0].Shape[Axis])];

    public override StepRow? InOneStep(OneStep step)
    {
        StepRow x = step.Row(Inputs[0]);
        return Axis == OneStep.AxisOf(Shape) ? null : x with { Node = step.Graph.Pad(x.Node, Axis, Before, After, Value) };
    }

    public override Node WithInputs(Graph graph, IReadOnlyList<Node> inputs) => graph.Pad(inputs[0], Axis, Before, After, Value);

    public override Tensor Interpret(Interpreter run, IReadOnlyList<Tensor> inputs)
    {
        int before = run.Size(Before);
        return inputs[0].Rearrange(run.Sizes(Shape), index => Tensor.Shifted(index, Axis, -before), outside: Value);
    }
}
