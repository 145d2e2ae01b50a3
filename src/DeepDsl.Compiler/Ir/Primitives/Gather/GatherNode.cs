using DeepDsl.Compiler.Ir.Interpretation;

namespace DeepDsl.Compiler.Ir.Primitives;

/// <summary>Vectors of a table, [V, D] or by columns [D, V], by int indices [..]: [.., D].</summary>
public sealed class GatherNode(Graph graph, Node table, Node indices, TableLookup lookup)
    : Node(graph, table.Type.With(new Shape(indices.Shape.Append(lookup.Width(table.Shape)))), table, indices)
{
    public TableLookup Lookup { get; } = lookup;

    public override string Primitive => "gather";

    public override object Attributes => Lookup;

    public override IEnumerable<(NodeAxis, NodeAxis)> JoinedAxes => Enumerable.Range(1, Inputs[1].Shape.Rank)
        .Select(i => (new NodeAxis(this, i + 1), new NodeAxis(Inputs[1], i)))
        .Append((new NodeAxis(this, 1), Lookup.Along(Inputs[0])));

    public override Node?[] InputGradients(Node dy, bool[] wanted) =>
        [wanted[0] ? Graph.ScatterAdd(Inputs[1], dy, Inputs[0].Shape, Lookup) : null, null];

    public override StepRow? InOneStep(OneStep step) => OneStep.Varies(Inputs[0]) ? null
        : step.Row(Inputs[1]) is var indices ? indices with { Node = step.Graph.Gather(step.Same(Inputs[0]), indices.Node, Lookup) } : null;

    public override Node WithInputs(Graph graph, IReadOnlyList<Node> inputs) => graph.Gather(inputs[0], inputs[1], Lookup);

    public override Tensor Interpret(Interpreter run, IReadOnlyList<Tensor> inputs)
    {
        (Tensor table, Tensor indices) = (inputs[0], inputs[1]);
        Tensor result = new(run.Sizes(Shape));
        int width = run.Size(Shape[-1]);
        for (int i = 0; i < result.Values.Length; i++)
        {
            result.Values[i] = table.Values[Lookup.Place(table.Shape, indices.Values[i / width], i % width)];
        }

        return result;
    }
}
