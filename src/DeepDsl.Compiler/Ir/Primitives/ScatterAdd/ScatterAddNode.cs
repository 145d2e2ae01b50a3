using DeepDsl.Compiler.Ir.Interpretation;

namespace DeepDsl.Compiler.Ir.Primitives;

/// <summary>
/// Sum of update vectors [.., D] by index [..] into a zero table, [V, D] or by columns [D, V], in the order of the updates. Several may
/// add to one table, one after another.
/// </summary>
/// <param name="graph">Of which.</param>
/// <param name="pairs">Indices and their updates by turns.</param>
/// <param name="tableShape">Of the result.</param>
/// <param name="lookup">How indices name vectors.</param>
public sealed class ScatterAddNode(Graph graph, IReadOnlyList<Node> pairs, Shape tableShape, TableLookup lookup)
    : Node(graph, pairs[1].Type.With(tableShape), [.. pairs])
{
    public TableLookup Lookup { get; } = lookup;

    public override string Primitive => "scatter-add";

    public override object Attributes => Lookup;

    public override IEnumerable<(NodeAxis, NodeAxis)> JoinedAxes => Pairs.SelectMany(p => Enumerable.Range(1, p.Indices.Shape.Rank)
        .Select(i => (new NodeAxis(p.Updates, i + 1), new NodeAxis(p.Indices, i)))
        .Append((Lookup.Along(this), new NodeAxis(p.Updates, 1))));

    /// <summary>What is added, in order.</summary>
    internal IEnumerable<(Node Indices, Node Updates)> Pairs => Enumerable.Range(0, Inputs.Count / 2).Select(i => (Inputs[2 * i], Inputs[(2 * i) + 1]));

    public override Node?[] InputGradients(Node dy, bool[] wanted) =>
        [.. Inputs.Select((_, i) => i % 2 == 1 && wanted[i] ? Graph.Gather(dy, Inputs[i - 1], Lookup) : null)];

    public override Node WithInputs(Graph graph, IReadOnlyList<Node> inputs) => graph.Add(new ScatterAddNode(graph, inputs, Shape, Lookup));

    public override Tensor Interpret(Interpreter run, IReadOnlyList<Tensor> inputs)
    {
        Tensor result = new(run.Sizes(Shape));
        int width = run.Size(Lookup.Width(Shape));
        for (int pair = 0; pair < inputs.Count; pair += 2)
        {
            (Tensor indices, Tensor updates) = (inputs[pair], inputs[pair + 1]);
            for (int i = 0; i < updates.Values.Length; i++)
            {
                result.Values[Lookup.Place(result.Shape, indices.Values[i / width], i % width)] += updates.Values[i];
            }
        }

        return result;
    }
}
