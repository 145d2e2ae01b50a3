using DeepDsl.Compiler.Ir.Interpretation;

namespace DeepDsl.Compiler.Ir.Primitives;

/// <summary>
/// <see cref="SparseGradientNode"/> of equal parts of the rows, [P, C, U]: the parts run in parallel and are then added in order, so that
/// the number of threads does not change the sum.
/// </summary>
public sealed class SparseGradientPartsNode(Graph graph, Node columns, Node? values, Node x, Dim width, int parts)
    : LegalizedNode(graph, TensorType.Floats(new Shape(parts, width, x.Shape[-1])), values is null ? [columns, x] : [columns, values, x])
{
    internal Node? Values => Inputs.Count > 2 ? Inputs[1] : null;

    public override string Primitive => "sparse-gradient-parts";

    public override Node WithInputs(Graph graph, IReadOnlyList<Node> inputs) => graph.Add(new SparseGradientPartsNode(
        graph, inputs[0], inputs.Count > 2 ? inputs[1] : null, inputs[inputs.Count - 1], Shape[1], Shape[0].Value));

    public override Tensor Interpret(Interpreter run, IReadOnlyList<Tensor> inputs) => new SparseParts(inputs).Sum(run.Sizes(Shape));
}
