using DeepDsl.Compiler.Ir.Interpretation;

namespace DeepDsl.Compiler.Ir.Primitives;

/// <summary>
/// The edges by their node at one end, equal ones in their order: for each sample where the edges of each node begin, and behind the last
/// where they end, V + 1 numbers; then the numbers of the edges, and where asked for the nodes at their other ends, so that those who add
/// up nodes need not look them up. What is left behind either nobody reads.
/// </summary>
public sealed class EdgeOrderNode(Graph graph, Node edges, Dim nodes, EdgeEnd end, bool namesOthers = false)
    : LegalizedNode(graph, new TensorType(ElementType.Int32, new Shape(edges.Shape[0], nodes + 1 + (edges.Shape[1] * (namesOthers ? 2 : 1)))), edges)
{
    public EdgeEnd End { get; } = end;

    /// <summary>Whether the nodes at the other ends of the edges stand behind them.</summary>
    public bool NamesOthers { get; } = namesOthers;

    public Dim Nodes { get; } = nodes;

    public override string Primitive => "edge-order";

    public override object Attributes => (End, Nodes, NamesOthers);

    public override Node WithInputs(Graph graph, IReadOnlyList<Node> inputs) =>
        graph.Add(new EdgeOrderNode(graph, inputs[0], Nodes, End, NamesOthers));

    public override Tensor Interpret(Interpreter run, IReadOnlyList<Tensor> inputs)
    {
        Tensor order = new(run.Sizes(Shape));
        int nodes = run.Size(Nodes);
        int edges = run.Size(Inputs[0].Shape[1]);
        foreach (var sample in EdgeNode.Walk(inputs[0]).GroupBy(e => e.Sample))
        {
            int start = sample.Key * order.Shape[1];
            int at = start + nodes + 1;
            foreach ((_, int edge, int from, int to) in sample.OrderBy(e => EdgeNode.At(End, e.From, e.To)))
            {
                if (NamesOthers)
                {
                    order.Values[at + edges] = EdgeNode.At(EdgeNode.Other(End), from, to);
                }

                order.Values[at++] = edge;
                for (int node = EdgeNode.At(End, from, to) + 1; node <= nodes; node++)
                {
                    order.Values[start + node]++;
                }
            }
        }

        return order;
    }
}
