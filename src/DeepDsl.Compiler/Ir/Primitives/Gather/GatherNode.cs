namespace DeepDsl.Compiler.Ir.Primitives;

/// <summary>Rows of table [V, D] by int indices [..]: [.., D].</summary>
public sealed class GatherNode(Graph graph, Node table, Node indices)
    : Node(graph, new Shape(indices.Shape.Concat([table.Shape[1]])), ElementType.Float32, table, indices)
{
    public override string Key => "gather";

    public override Node?[] InputGradients(Node dy, bool[] wanted) =>
        [wanted[0] ? Graph.ScatterAdd(Inputs[1], dy, Inputs[0].Shape) : null, null];
}
