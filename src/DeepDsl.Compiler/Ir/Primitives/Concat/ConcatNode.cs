using DeepDsl.Compiler.Ir.Interpretation;

namespace DeepDsl.Compiler.Ir.Primitives;

/// <summary>Parts one after another along one axis.</summary>
public sealed class ConcatNode(Graph graph, int axis, Node[] parts) : Node(graph, Infer(axis, parts), parts)
{
    public int Axis { get; } = axis;

    public override string Primitive => "concat";

    public override object Attributes => Axis;

    public override AxisEffect AxisEffect => AxisEffect.Keeps;

    public override IEnumerable<(NodeAxis, NodeAxis)> JoinedAxes => Inputs.SelectMany(i => Aligned(i, Axis));

    public override Node?[] InputGradients(Node dy, bool[] wanted)
    {
        Node?[] gradients = new Node?[Inputs.Count];
        Dim start = 0;
        for (int i = 0; i < Inputs.Count; i++)
        {
            Dim length = Inputs[i].Shape[Axis];
            gradients[i] = wanted[i] ? Graph.Slice(dy, Axis, start, length) : null;
            start += length;
        }

        return gradients;
    }

    public override StepRow? InOneStep(OneStep step)
    {
        bool follows = OneStep.AxisOf(Shape) is >= 0 and int axis && axis != Axis
            && Inputs.All(i => step.Row(i).Inner == step.Row(Inputs[0]).Inner);
        return follows ? step.Row(Inputs[0]) with { Node = step.Graph.Concat(Axis, [.. Inputs.Select(step.At)]) } : null;
    }

    public override Node WithInputs(Graph graph, IReadOnlyList<Node> inputs) => graph.Concat(Axis, [.. inputs]);

    public override Tensor Interpret(Interpreter run, IReadOnlyList<Tensor> inputs)
    {
        Tensor result = new(run.Sizes(Shape));
        int start = 0;
        foreach (Tensor part in inputs)
        {
            foreach ((int flat, int[] index) in part.Indices())
            {
                result.Values[result.Offset(Tensor.Shifted(index, Axis, start))] = part.Values[flat];
            }

            start += part.Shape[Axis];
        }

        return result;
    }

    private static TensorType Infer(int axis, Node[] parts)
    {
        Dim length = parts.Aggregate((Dim)0, (sum, part) => sum + part.Shape[axis]);
        TensorType type = parts[0].Type.With(parts[0].Shape.With(axis, length));
        return parts.All(p => p.Type.With(p.Shape.With(axis, length)) == type)
            ? type
            : throw new InvalidOperationException(
                $"{string.Join(", ", parts.Select(p => p.Type))} do not fit one after another along axis {axis}.");
    }
}
