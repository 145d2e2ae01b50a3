using DeepDsl.Compiler.Ir.Interpretation;

namespace DeepDsl.Compiler.Ir.Primitives;

/// <summary>Rows of table [V, D] by int indices [..]: [.., D].</summary>
public sealed class GatherNode(Graph graph, Node table, Node indices)
    : Node(graph, table.Type.With(new Shape(indices.Shape.Concat([table.Shape[1]]))), table, indices)
{
    public override string Primitive => "gather";

    public override IEnumerable<(NodeAxis, NodeAxis)> JoinedAxes => Enumerable.Range(1, Inputs[1].Shape.Rank)
        .Select(i => (new NodeAxis(this, i + 1), new NodeAxis(Inputs[1], i)))
        .Append((new NodeAxis(this, 1), new NodeAxis(Inputs[0], 1)));

    public override Node?[] InputGradients(Node dy, bool[] wanted) =>
        [wanted[0] ? Graph.ScatterAdd(Inputs[1], dy, Inputs[0].Shape) : null, null];

    public override StepRow? InOneStep(OneStep step) => OneStep.Varies(Inputs[0]) ? null
        : step.Row(Inputs[1]) is var indices ? indices with { Node = step.Graph.Gather(step.Same(Inputs[0]), indices.Node) } : null;

    public override Node WithInputs(Graph graph, IReadOnlyList<Node> inputs) => graph.Gather(inputs[0], inputs[1]);

    public override Tensor Interpret(Interpreter run, IReadOnlyList<Tensor> inputs)
    {
        (Tensor table, Tensor indices) = (inputs[0], inputs[1]);
        Tensor result = new(run.Sizes(Shape));
        int width = table.Shape[1];
        for (int i = 0; i < indices.Values.Length; i++)
        {
            Array.Copy(table.Values, (int)indices.Values[i] * width, result.Values, i * width, width);
        }

        return result;
    }
}
