using DeepDsl.Compiler.Ir.Interpretation;

namespace DeepDsl.Compiler.Ir.Primitives;

/// <summary>
/// <see cref="ScatterAddNode"/> by the order of the indices: those of one row of the table are neighbours in it, so each row is a sum of
/// its own, in the order of the updates. What has a negative index is added to none.
/// </summary>
public sealed class OrderedSumNode(Graph graph, Node indices, Node order, Node updates, Shape tableShape)
    : LegalizedNode(graph, updates.Type.With(tableShape), indices, order, updates)
{
    public override string Primitive => "ordered-sum";

    public override IEnumerable<(NodeAxis, NodeAxis)> JoinedAxes => Enumerable.Range(1, Inputs[0].Shape.Rank)
        .Select(i => (new NodeAxis(Inputs[2], i + 1), new NodeAxis(Inputs[0], i)))
        .Append((new NodeAxis(this, 1), new NodeAxis(Inputs[2], 1)));

    public override Node WithInputs(Graph graph, IReadOnlyList<Node> inputs) =>
        graph.Add(new OrderedSumNode(graph, inputs[0], inputs[1], inputs[2], Shape));

    public override Tensor Interpret(Interpreter run, IReadOnlyList<Tensor> inputs)
    {
        (Tensor indices, Tensor order, Tensor updates) = (inputs[0], inputs[1], inputs[2]);
        Tensor result = new(run.Sizes(Shape));
        int width = result.Shape[1];
        foreach (int i in order.Values.Select(v => (int)v).Where(i => indices.Values[i] >= 0))
        {
            for (int c = 0; c < width; c++)
            {
                result.Values[((int)indices.Values[i] * width) + c] += updates.Values[(i * width) + c];
            }
        }

        return result;
    }
}
