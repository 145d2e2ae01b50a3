using DeepDsl.Compiler.Ir.Interpretation;

namespace DeepDsl.Compiler.Ir.Primitives;

/// <summary>Sparse rows times a table [C, U]: of each row's entries, in their order, the sum of the table's rows times the values. [.., U].</summary>
public sealed class SparseProductNode(Graph graph, Node columns, Node? values, Node table)
    : SparseNode(graph, TensorType.Floats(OfRows(columns, table.Shape[1])), Given(columns, values, table))
{
    internal Node? Values => Inputs.Count > 2 ? Inputs[1] : null;

    internal Node Table => Inputs[Inputs.Count - 1];

    internal override Dim Width => Table.Shape[0];

    public override string Primitive => "sparse-product";

    public override Node?[] InputGradients(Node dy, bool[] wanted)
    {
        Node? dTable = wanted[Inputs.Count - 1] ? Graph.SparseGradient(Columns, Values, dy, Width) : null;
        return Values is null ? [null, dTable] : [null, wanted[1] ? Graph.SparseDot(Columns, dy, Table) : null, dTable];
    }

    public override Node WithInputs(Graph graph, IReadOnlyList<Node> inputs) =>
        graph.SparseProduct(inputs[0], inputs.Count > 2 ? inputs[1] : null, inputs[inputs.Count - 1]);

    public override Tensor Interpret(Interpreter run, IReadOnlyList<Tensor> inputs)
    {
        Tensor result = new(run.Sizes(Shape));
        Tensor table = inputs[inputs.Count - 1];
        int units = table.Shape[1];
        foreach ((int row, int column, int entry) in Walk(inputs[0]))
        {
            double value = inputs.Count > 2 ? inputs[1].Values[entry] : 1;
            for (int u = 0; u < units; u++)
            {
                result.Values[(row * units) + u] += value * table.Values[(column * units) + u];
            }
        }

        return result;
    }
}
