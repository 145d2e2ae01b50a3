using DeepDsl.Compiler.Ir.Interpretation;

namespace DeepDsl.Compiler.Ir.Primitives;

/// <summary>For each edge the values x [N, V, C] of the node at one end: [N, E, C], zeros for what is no edge.</summary>
public sealed class EdgeGatherNode(Graph graph, Node edges, Node x, EdgeEnd end)
    : EdgeNode(graph, TensorType.Floats(OfEdges(edges, x.Shape[2])), edges, x)
{
    public EdgeEnd End { get; } = end;

    internal override Dim Nodes => Inputs[1].Shape[1];

    public override string Primitive => "edge-gather";

    public override object Attributes => End;

    public override IEnumerable<(NodeAxis, NodeAxis)> JoinedAxes => [(new NodeAxis(this, 1), new NodeAxis(Inputs[1], 1))];

    public override Node?[] InputGradients(Node dy, bool[] wanted) =>
        [null, wanted[1] ? Graph.EdgeSum(Edges, null, dy, Inputs[1].Shape[1], End) : null];

    public override Node WithInputs(Graph graph, IReadOnlyList<Node> inputs) => graph.EdgeGather(inputs[0], inputs[1], End);

    public override Tensor Interpret(Interpreter run, IReadOnlyList<Tensor> inputs)
    {
        Tensor result = new(run.Sizes(Shape));
        foreach ((int sample, int edge, int from, int to) in Walk(inputs[0]))
        {
            for (int c = 0; c < result.Shape[2]; c++)
            {
                result.Values[result.Offset([sample, edge, c])] = inputs[1].Values[inputs[1].Offset([sample, At(End, from, to), c])];
            }
        }

        return result;
    }
}
