using DeepDsl.Compiler.Ir.Interpretation;

namespace DeepDsl.Compiler.Ir.Primitives;

/// <summary>
/// Sparse rows written out: [.., C]. Products read the lists instead (<see cref="Graph.MatMul"/>); whoever else reads it gets it by
/// comparing each column with each entry, which is what legalising makes of it.
/// </summary>
public sealed class SparseRowsNode(Graph graph, Node columns, Node? values, Dim width)
    : SparseNode(graph, TensorType.Floats(OfRows(columns, width)), Given(columns, values))
{
    internal Node? Values => Inputs.Count > 1 ? Inputs[1] : null;

    internal override Dim Width => Shape[-1];

    public override string Primitive => "sparse-rows";

    public override Node?[] InputGradients(Node dy, bool[] wanted) => Values is null ? [null]
        : [null, wanted[1] ? Graph.Reshape(Graph.Sum(AtEntries(Graph.Reshape(dy, PerEntry(1, Width))), -1), Columns.Shape) : null];

    public override Node WithInputs(Graph graph, IReadOnlyList<Node> inputs) =>
        graph.SparseRows(inputs[0], inputs.Count > 1 ? inputs[1] : null, Width);

    public override Tensor Interpret(Interpreter run, IReadOnlyList<Tensor> inputs)
    {
        Tensor result = new(run.Sizes(Shape));
        int width = result.Shape[result.Shape.Length - 1];
        foreach ((int row, int column, int entry) in Walk(inputs[0]))
        {
            result.Values[(row * width) + column] += inputs.Count > 1 ? inputs[1].Values[entry] : 1;
        }

        return result;
    }

    /// <summary>The same by primitives that every target has kernels for, of other inputs.</summary>
    internal Node WrittenOut(Node columns, Node? values)
    {
        Node given = values is null ? Graph.Constant(1) : Graph.Reshape(values, PerEntry(columns.Shape[-1], 1));
        return Graph.Reshape(Graph.Sum(AtEntries(given, columns), -2), Shape);
    }

    /// <summary>A value [.., K or 1, C or 1] where the columns of each entry are, zeros elsewhere: [.., K, C].</summary>
    private Node AtEntries(Node value, Node? columns = null)
    {
        double[] numbers = [.. Enumerable.Range(0, Width.Value).Select(i => (double)i)];
        return Graph.Map((given, column, number) => Exprs.Select(Exprs.Binary(BinaryOp.Equal, column, number), given, 0),
            value, Graph.Reshape(columns ?? Columns, PerEntry(Columns.Shape[-1], 1)), Graph.Constant(new Shape(Width), numbers));
    }

    private Shape PerEntry(Dim entries, Dim width) => new(Columns.Shape.Take(Columns.Shape.Rank - 1).Concat([entries, width]));
}
