using DeepDsl.Compiler.Ir.Interpretation;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Ir.Primitives;

/// <summary>Sum, maximum or minimum over axes, which stay with size one.</summary>
public sealed class ReduceNode(Graph graph, ReduceKind kind, Node x, EquatableArray<int> axes)
    : Node(graph, TensorType.Floats(Infer(x.Shape, axes)), x)
{
    public ReduceKind Kind { get; } = kind;

    public EquatableArray<int> Axes { get; } = axes;

    public override string Primitive => "reduce";

    public override object Attributes => (Kind, Axes);

    public override IEnumerable<(NodeAxis, NodeAxis)> JoinedAxes => Aligned(Inputs[0], [.. Axes]);

    /// <summary>A maximum passes its gradient to the elements that attain it, in equal shares (torch.amax).</summary>
    public override Node?[] InputGradients(Node dy, bool[] wanted)
    {
        Node x = Inputs[0];
        if (Kind == ReduceKind.Sum)
        {
            return [Graph.Broadcast(dy, x.Shape)];
        }

        Node attains = Graph.Map((a, b) => Exprs.Binary(BinaryOp.Equal, a, b), x, this);
        return [attains * (dy / Graph.Sum(attains, [.. Axes]))];
    }

    public override StepRow? InOneStep(OneStep step)
    {
        StepRow x = step.Row(Inputs[0]);
        return Axes.Contains(OneStep.AxisOf(Inputs[0].Shape)) ? null : x with { Node = step.Graph.Reduce(Kind, x.Node, [.. Axes]) };
    }

    public override Node WithInputs(Graph graph, IReadOnlyList<Node> inputs) => graph.Reduce(Kind, inputs[0], [.. Axes]);

    public override Tensor Interpret(Interpreter run, IReadOnlyList<Tensor> inputs)
    {
        Tensor result = new(run.Sizes(Shape));
        double start = Kind switch { ReduceKind.Sum => 0, ReduceKind.Max => double.NegativeInfinity, _ => double.PositiveInfinity };
        for (int i = 0; i < result.Values.Length; i++)
        {
            result.Values[i] = start;
        }

        foreach ((int flat, int[] index) in inputs[0].Indices())
        {
            int[] target = [.. index.Select((v, axis) => Axes.Contains(axis) ? 0 : v)];
            ref double sum = ref result.Values[result.Offset(target)];
            double value = inputs[0].Values[flat];
            sum = Kind switch { ReduceKind.Sum => sum + value, ReduceKind.Max => Math.Max(sum, value), _ => Math.Min(sum, value) };
        }

        return result;
    }

    private static Shape Infer(Shape x, EquatableArray<int> axes) => new(x.Select((dim, i) => axes.Contains(i) ? 1 : dim));
}
