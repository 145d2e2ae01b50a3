using DeepDsl.Compiler.Ir.Interpretation;

namespace DeepDsl.Compiler.Ir.Primitives;

/// <summary>
/// <see cref="ScatterAddNode"/> by the order of the indices: those of one vector of the table are neighbours in it, so each is a sum of
/// its own, in the order of the updates. What is added to no vector belongs to none.
/// </summary>
/// <param name="graph">Of which.</param>
/// <param name="triples">Indices, their order and their updates by turns.</param>
/// <param name="tableShape">Of the result.</param>
/// <param name="lookup">How indices name vectors.</param>
public sealed class OrderedSumNode(Graph graph, IReadOnlyList<Node> triples, Shape tableShape, TableLookup lookup)
    : LegalizedNode(graph, triples[2].Type.With(tableShape), [.. triples])
{
    public TableLookup Lookup { get; } = lookup;

    public override string Primitive => "ordered-sum";

    public override object Attributes => Lookup;

    public override IEnumerable<(NodeAxis, NodeAxis)> JoinedAxes => Triples.SelectMany(t => Enumerable.Range(1, t.Indices.Shape.Rank)
        .Select(i => (new NodeAxis(t.Updates, i + 1), new NodeAxis(t.Indices, i)))
        .Append((Lookup.Along(this), new NodeAxis(t.Updates, 1))));

    /// <summary>What is added, in order.</summary>
    internal IEnumerable<(Node Indices, Node Order, Node Updates)> Triples =>
        Enumerable.Range(0, Inputs.Count / 3).Select(i => (Inputs[3 * i], Inputs[(3 * i) + 1], Inputs[(3 * i) + 2]));

    public override Node WithInputs(Graph graph, IReadOnlyList<Node> inputs) => graph.Add(new OrderedSumNode(graph, inputs, Shape, Lookup));

    public override Tensor Interpret(Interpreter run, IReadOnlyList<Tensor> inputs)
    {
        Tensor result = new(run.Sizes(Shape));
        int width = run.Size(Lookup.Width(Shape));
        int count = run.Size(Lookup.Count(Shape));
        for (int triple = 0; triple < inputs.Count; triple += 3)
        {
            (Tensor indices, Tensor order, Tensor updates) = (inputs[triple], inputs[triple + 1], inputs[triple + 2]);
            foreach (int i in order.Values.Select(v => (int)v).Where(i => indices.Values[i] >= 0 && indices.Values[i] < count))
            {
                for (int c = 0; c < width; c++)
                {
                    result.Values[Lookup.Place(result.Shape, indices.Values[i], c)] += updates.Values[(i * width) + c];
                }
            }
        }

        return result;
    }
}
