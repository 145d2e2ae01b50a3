using DeepDsl.Compiler.Ir.Interpretation;

namespace DeepDsl.Compiler.Ir.Primitives;

/// <summary>
/// Sparse rows transposed, times x [.., U]: each row of the result is the sum over the entries of its column, in their order. [C, U], the
/// gradient of a product by its table.
/// </summary>
public sealed class SparseGradientNode(Graph graph, Node columns, Node? values, Node x, Dim width)
    : SparseNode(graph, TensorType.Floats(new Shape(width, x.Shape[-1])), Given(columns, values, x))
{
    internal Node? Values => Inputs.Count > 2 ? Inputs[1] : null;

    internal override Dim Width => Shape[0];

    public override string Primitive => "sparse-gradient";

    public override Node?[] InputGradients(Node dy, bool[] wanted)
    {
        Node? dx = wanted[Inputs.Count - 1] ? Graph.SparseProduct(Columns, Values, dy) : null;
        return Values is null ? [null, dx] : [null, wanted[1] ? Graph.SparseDot(Columns, Inputs[2], dy) : null, dx];
    }

    public override Node WithInputs(Graph graph, IReadOnlyList<Node> inputs) =>
        graph.SparseGradient(inputs[0], inputs.Count > 2 ? inputs[1] : null, inputs[inputs.Count - 1], Width);

    public override Tensor Interpret(Interpreter run, IReadOnlyList<Tensor> inputs) => new SparseParts(inputs).Sum(run.Sizes(Shape));
}
