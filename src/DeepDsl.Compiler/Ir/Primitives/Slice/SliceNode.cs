using DeepDsl.Compiler.Ir.Interpretation;

namespace DeepDsl.Compiler.Ir.Primitives;

/// <summary>Elements Start to Start + Length along one axis.</summary>
public sealed class SliceNode(Graph graph, Node x, int axis, Dim start, Dim length)
    : Node(graph, x.Type.With(Infer(x.Shape, axis, start, length)), x)
{
    public int Axis { get; } = axis;

    public Dim Start { get; } = start;

    public override string Primitive => "slice";

    public override object Attributes => (Axis, Start);

    public override AxisEffect AxisEffect => AxisEffect.Keeps;

    public override IEnumerable<(NodeAxis, NodeAxis)> JoinedAxes => Aligned(Inputs[0], Axis);

    public override Node?[] InputGradients(Node dy, bool[] wanted) =>
        [Graph.Pad(dy, Axis, Start, Inputs[0].Shape[Axis] - Start - Shape[Axis])];

    /// <summary>Of a table with a row for each position, the row of this step.</summary>
    public override StepRow? InOneStep(OneStep step)
    {
        Node x = Inputs[0];
        return !OneStep.Varies(x) ? Shape[Axis] == OneStep.Steps ? new StepRow(step.OfPosition(step.Same(x), Axis, Start), 1) : null
            : Axis == OneStep.AxisOf(x.Shape) ? null
            : step.Row(x) with { Node = step.Graph.Slice(step.Row(x).Node, Axis, Start, Shape[Axis]) };
    }

    public override Node WithInputs(Graph graph, IReadOnlyList<Node> inputs) => graph.Slice(inputs[0], Axis, Start, Shape[Axis]);

    public override Tensor Interpret(Interpreter run, IReadOnlyList<Tensor> inputs)
    {
        int start = run.Size(Start);
        return inputs[0].Rearrange(run.Sizes(Shape), index => Tensor.Shifted(index, Axis, start));
    }

    private static Shape Infer(Shape x, int axis, Dim start, Dim length)
    {
        Dim after = x[axis] - start - length;
        return (start.IsConstant && start.Constant < 0) || (after.IsConstant && after.Constant < 0)
            ? throw new InvalidOperationException($"{x} has no elements {start} to {start + length} along axis {axis}.")
            : x.With(axis, length);
    }
}
