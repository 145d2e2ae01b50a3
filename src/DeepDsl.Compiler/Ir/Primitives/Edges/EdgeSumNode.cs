using DeepDsl.Compiler.Ir.Interpretation;

namespace DeepDsl.Compiler.Ir.Primitives;

/// <summary>
/// For each node the sum over the edges that have it at one end, in their order: of what a value x [N, V, H * D] has at the other end, times
/// the edge's weights [N, E, H], one for each head. Without x, of the weights alone: [N, V, H]. Without weights, of x alone. Without both, of
/// ones: how many edges there are, [N, V, 1]. Kernels read the <see cref="EdgeOrderNode"/> too, which legalising gives.
/// </summary>
public sealed class EdgeSumNode(Graph graph, Node edges, Node? x, Node? weights, Dim nodes, EdgeEnd end, Node? order = null)
    : EdgeNode(graph, TensorType.Floats(new Shape(edges.Shape[0], nodes, (x ?? weights)?.Shape[2] ?? 1)), edges, Given(x, weights, order))
{
    /// <summary>Where the sums are.</summary>
    public EdgeEnd End { get; } = end;

    public bool ReadsNodes { get; } = x is not null;

    public bool IsWeighted { get; } = weights is not null;

    public bool IsOrdered { get; } = order is not null;

    internal Node? Values => ReadsNodes ? Inputs[1] : null;

    internal Node? Weights => IsWeighted ? Inputs[ReadsNodes ? 2 : 1] : null;

    internal override Dim Nodes => Shape[1];

    public override string Primitive => "edge-sum";

    public override object Attributes => (End, ReadsNodes, IsWeighted, IsOrdered);

    public override IEnumerable<(NodeAxis, NodeAxis)> JoinedAxes =>
        ReadsNodes == IsWeighted ? [] : [(new NodeAxis(this, 1), new NodeAxis(Inputs[1], 1))];

    public override Node?[] InputGradients(Node dy, bool[] wanted)
    {
        (Node? x, Node? weights) = (Values, Weights);
        Node? dx = x is not null && wanted[1] ? Graph.EdgeSum(Edges, dy, weights, x.Shape[1], Other(End)) : null;
        Node? dWeights = weights is null || !wanted[ReadsNodes ? 2 : 1] ? null
            : x is null ? Graph.EdgeGather(Edges, dy, End)
            : End == EdgeEnd.To ? Graph.EdgeDot(Edges, x, dy, weights.Shape[2].Value)
            : Graph.EdgeDot(Edges, dy, x, weights.Shape[2].Value);
        return (x, weights) switch
        {
            (not null, not null) => [null, dx, dWeights],
            (not null, null) => [null, dx],
            (null, not null) => [null, dWeights],
            _ => [null],
        };
    }

    public override Node WithInputs(Graph graph, IReadOnlyList<Node> inputs) => graph.EdgeSum(
        inputs[0], ReadsNodes ? inputs[1] : null, IsWeighted ? inputs[ReadsNodes ? 2 : 1] : null, Shape[1], End,
        IsOrdered ? inputs[inputs.Count - 1] : null);

    public override Tensor Interpret(Interpreter run, IReadOnlyList<Tensor> inputs)
    {
        (Tensor? x, Tensor? weights) = (ReadsNodes ? inputs[1] : null, IsWeighted ? inputs[ReadsNodes ? 2 : 1] : null);
        Tensor result = new(run.Sizes(Shape));
        int size = weights is null ? 1 : result.Shape[2] / weights.Shape[2];
        foreach ((int sample, int edge, int from, int to) in Walk(inputs[0]))
        {
            for (int c = 0; c < result.Shape[2]; c++)
            {
                double value = x?.Values[x.Offset([sample, At(Other(End), from, to), c])] ?? 1;
                double weight = weights?.Values[weights.Offset([sample, edge, c / size])] ?? 1;
                result.Values[result.Offset([sample, At(End, from, to), c])] += value * weight;
            }
        }

        return result;
    }

    private static Node[] Given(params Node?[] inputs) => [.. inputs.OfType<Node>()];
}
