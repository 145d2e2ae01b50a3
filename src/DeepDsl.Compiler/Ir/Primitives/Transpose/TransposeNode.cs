using DeepDsl.Compiler.Ir.Interpretation;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Ir.Primitives;

/// <summary>Result axis i is axis Permutation[i] of the input.</summary>
public sealed class TransposeNode(Graph graph, Node x, EquatableArray<int> permutation)
    : Node(graph, x.Type.With(new Shape(permutation.Select(p => x.Shape[p]))), x)
{
    public EquatableArray<int> Permutation { get; } = permutation;

    public override string Primitive => "transpose";

    public override object Attributes => Permutation;

    public override AxisEffect AxisEffect => AxisEffect.Permutes;

    public override IEnumerable<(NodeAxis, NodeAxis)> JoinedAxes =>
        Permutation.Select((p, i) => (new NodeAxis(this, Shape.Rank - i), new NodeAxis(Inputs[0], Shape.Rank - p)));

    public override Node?[] InputGradients(Node dy, bool[] wanted) =>
        [Graph.Transpose(dy, [.. Permutation.Select((p, i) => (p, i)).OrderBy(t => t.p).Select(t => t.i)])];

    public override StepRow? InOneStep(OneStep step)
    {
        StepRow x = step.Row(Inputs[0]);
        return x with { Node = step.Graph.Transpose(x.Node, [.. Permutation]) };
    }

    public override Node WithInputs(Graph graph, IReadOnlyList<Node> inputs) => graph.Transpose(inputs[0], [.. Permutation]);

    public override Tensor Interpret(Interpreter run, IReadOnlyList<Tensor> inputs) => inputs[0].Rearrange(run.Sizes(Shape), index =>
    {
        int[] from = new int[index.Length];
        for (int i = 0; i < index.Length; i++)
        {
            from[Permutation[i]] = index[i];
        }

        return from;
    });
}
