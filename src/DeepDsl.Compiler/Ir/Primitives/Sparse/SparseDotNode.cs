using DeepDsl.Compiler.Ir.Interpretation;

namespace DeepDsl.Compiler.Ir.Primitives;

/// <summary>
/// For each entry of sparse rows the dot product of x [.., U] at its row with a table [C, U] at its column: [.., K], zero for what is no
/// entry. The gradient of a product by the values.
/// </summary>
public sealed class SparseDotNode(Graph graph, Node columns, Node x, Node table)
    : SparseNode(graph, TensorType.Floats(columns.Shape), columns, x, table)
{
    internal override Dim Width => Inputs[2].Shape[0];

    public override string Primitive => "sparse-dot";

    public override Node?[] InputGradients(Node dy, bool[] wanted) =>
    [
        null,
        wanted[1] ? Graph.SparseProduct(Columns, dy, Inputs[2]) : null,
        wanted[2] ? Graph.SparseGradient(Columns, dy, Inputs[1], Width) : null,
    ];

    public override Node WithInputs(Graph graph, IReadOnlyList<Node> inputs) => graph.SparseDot(inputs[0], inputs[1], inputs[2]);

    public override Tensor Interpret(Interpreter run, IReadOnlyList<Tensor> inputs)
    {
        Tensor result = new(run.Sizes(Shape));
        (Tensor x, Tensor table) = (inputs[1], inputs[2]);
        int units = table.Shape[1];
        foreach ((int row, int column, int entry) in Walk(inputs[0]))
        {
            for (int u = 0; u < units; u++)
            {
                result.Values[entry] += x.Values[(row * units) + u] * table.Values[(column * units) + u];
            }
        }

        return result;
    }
}
