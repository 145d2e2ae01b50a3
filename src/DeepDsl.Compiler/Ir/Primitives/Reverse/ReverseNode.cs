using DeepDsl.Compiler.Ir.Interpretation;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Ir.Primitives;

/// <summary>The elements of some axes in the opposite order.</summary>
public sealed class ReverseNode(Graph graph, Node x, EquatableArray<int> axes) : Node(graph, x.Type, x)
{
    public EquatableArray<int> Axes { get; } = axes;

    public override string Primitive => "reverse";

    public override object Attributes => Axes;

    public override AxisEffect AxisEffect => AxisEffect.Keeps;

    public override IEnumerable<(NodeAxis, NodeAxis)> JoinedAxes => Aligned(Inputs[0], [.. Axes]);

    public override Node?[] InputGradients(Node dy, bool[] wanted) => [Graph.Reverse(dy, [.. Axes])];

    public override StepRow? InOneStep(OneStep step)
    {
        StepRow x = step.Row(Inputs[0]);
        return Axes.Contains(OneStep.AxisOf(Shape)) ? null : x with { Node = step.Graph.Reverse(x.Node, [.. Axes]) };
    }

    public override Node WithInputs(Graph graph, IReadOnlyList<Node> inputs) => graph.Reverse(inputs[0], [.. Axes]);

    public override Tensor Interpret(Interpreter run, IReadOnlyList<Tensor> inputs)
    {
        int[] shape = run.Sizes(Shape);
        return inputs[0].Rearrange(shape, index => [.. index.Select((v, axis) => Axes.Contains(axis) ? shape[axis] - 1 - v : v)]);
    }
}
