using DeepDsl.Compiler.Ir.Interpretation;

namespace DeepDsl.Compiler.Ir.Primitives;

/// <summary>
/// For each edge and head the dot product of what one value has where the edge begins and the other where it ends: of [N, V, H * D] and
/// [N, V, H * D], [N, E, H]; zero for what is no edge.
/// </summary>
public sealed class EdgeDotNode(Graph graph, Node edges, Node from, Node to, int heads)
    : EdgeNode(graph, TensorType.Floats(OfEdges(edges, heads)), edges, from, to)
{
    public int Heads { get; } = heads;

    internal override Dim Nodes => Inputs[1].Shape[1];

    public override string Primitive => "edge-dot";

    public override object Attributes => Heads;

    public override Node?[] InputGradients(Node dy, bool[] wanted) =>
    [
        null,
        wanted[1] ? Graph.EdgeSum(Edges, Inputs[2], dy, Inputs[1].Shape[1], EdgeEnd.From) : null,
        wanted[2] ? Graph.EdgeSum(Edges, Inputs[1], dy, Inputs[2].Shape[1], EdgeEnd.To) : null,
    ];

    public override Node WithInputs(Graph graph, IReadOnlyList<Node> inputs) => graph.EdgeDot(inputs[0], inputs[1], inputs[2], Heads);

    public override Tensor Interpret(Interpreter run, IReadOnlyList<Tensor> inputs)
    {
        (Tensor a, Tensor b) = (inputs[1], inputs[2]);
        Tensor result = new(run.Sizes(Shape));
        int size = a.Shape[2] / Heads;
        foreach ((int sample, int edge, int from, int to) in Walk(inputs[0]))
        {
            for (int c = 0; c < a.Shape[2]; c++)
            {
                result.Values[result.Offset([sample, edge, c / size])] +=
                    a.Values[a.Offset([sample, from, c])] * b.Values[b.Offset([sample, to, c])];
            }
        }

        return result;
    }
}
