using DeepDsl.Compiler.Ir.Interpretation;

namespace DeepDsl.Compiler.Ir.Primitives;

/// <summary>
/// Where the indices [..] of so many vectors lie in the order of their size, equal ones in the order that they have: [count], ints. Those of
/// no vector come before all others, or behind, in any order.
/// </summary>
public sealed class OrderNode(Graph graph, Node indices, Dim vectors)
    : LegalizedNode(graph, new TensorType(ElementType.Int32, new Shape(indices.Shape.Size)), indices)
{
    public Dim Vectors { get; } = vectors;

    public override string Primitive => "order";

    public override object Attributes => Vectors;

    public override Node WithInputs(Graph graph, IReadOnlyList<Node> inputs) => graph.Add(new OrderNode(graph, inputs[0], Vectors));

    public override Tensor Interpret(Interpreter run, IReadOnlyList<Tensor> inputs)
    {
        Tensor order = new(run.Sizes(Shape));
        int[] sorted = [.. Enumerable.Range(0, order.Values.Length).OrderBy(i => inputs[0].Values[i])];
        for (int i = 0; i < sorted.Length; i++)
        {
            order.Values[i] = sorted[i];
        }

        return order;
    }
}
