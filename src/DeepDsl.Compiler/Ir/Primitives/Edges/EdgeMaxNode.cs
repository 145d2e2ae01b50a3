using DeepDsl.Compiler.Ir.Interpretation;

namespace DeepDsl.Compiler.Ir.Primitives;

/// <summary>
/// For each node the maximum over the edges that have it at one end: of values [N, E, C], and of a number, which nodes without edges have.
/// Kernels read the <see cref="EdgeOrderNode"/> too.
/// </summary>
public sealed class EdgeMaxNode(Graph graph, Node edges, Node values, Dim nodes, EdgeEnd end, ExactDouble least, Node? order = null)
    : EdgeNode(graph, TensorType.Floats(new Shape(edges.Shape[0], nodes, values.Shape[2])), edges, order is null ? [values] : [values, order])
{
    public EdgeEnd End { get; } = end;

    /// <summary>No maximum is below it.</summary>
    public ExactDouble Least { get; } = least;

    public bool IsOrdered { get; } = order is not null;

    internal override Dim Nodes => Shape[1];

    public override string Primitive => "edge-max";

    public override object Attributes => (End, Least, IsOrdered);

    public override IEnumerable<(NodeAxis, NodeAxis)> JoinedAxes => [(new NodeAxis(this, 1), new NodeAxis(Inputs[1], 1))];

    /// <summary>To the edges that attain it, in equal shares, as of <see cref="ReduceNode"/>.</summary>
    public override Node?[] InputGradients(Node dy, bool[] wanted)
    {
        Node attains = Graph.Map(
            (value, most) => Exprs.Binary(BinaryOp.Equal, value, most), Inputs[1], Graph.EdgeGather(Edges, this, End));
        Node count = Graph.EdgeSum(Edges, null, attains, Shape[1], End);
        return [null, attains * Graph.EdgeGather(Edges, dy / Graph.Max(count, 1), End)];
    }

    public override Node WithInputs(Graph graph, IReadOnlyList<Node> inputs) =>
        graph.EdgeMax(inputs[0], inputs[1], Shape[1], End, Least.Value, IsOrdered ? inputs[2] : null);

    public override Tensor Interpret(Interpreter run, IReadOnlyList<Tensor> inputs)
    {
        Tensor result = new(run.Sizes(Shape));
        for (int i = 0; i < result.Values.Length; i++)
        {
            result.Values[i] = Least.Value;
        }

        foreach ((int sample, int edge, int from, int to) in Walk(inputs[0]))
        {
            for (int c = 0; c < result.Shape[2]; c++)
            {
                ref double most = ref result.Values[result.Offset([sample, At(End, from, to), c])];
                most = Math.Max(most, inputs[1].Values[inputs[1].Offset([sample, edge, c])]);
            }
        }

        return result;
    }
}
