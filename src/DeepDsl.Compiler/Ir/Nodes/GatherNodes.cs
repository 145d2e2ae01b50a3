namespace DeepDsl.Compiler.Ir.Nodes;

/// <summary>Rows of table [V, D] by int indices [..]: [.., D].</summary>
public sealed class GatherNode(Graph graph, Node table, Node indices)
    : Node(graph, new Shape(indices.Shape.Concat([table.Shape[1]])), ElementType.Float32, table, indices)
{
    public override string Key => "gather";

    public override Node?[] InputGradients(Node dy, bool[] wanted) =>
        [wanted[0] ? Graph.ScatterAdd(Inputs[1], dy, Inputs[0].Shape) : null, null];
}

/// <summary>Sum of update rows [.., D] by index [..] into a zero table [V, D], in the order of the updates.</summary>
public sealed class ScatterAddNode(Graph graph, Node indices, Node updates, Shape tableShape)
    : Node(graph, tableShape, ElementType.Float32, indices, updates)
{
    public override string Key => "scatter-add";

    public override Node?[] InputGradients(Node dy, bool[] wanted) => [null, wanted[1] ? Graph.Gather(dy, Inputs[0]) : null];
}
