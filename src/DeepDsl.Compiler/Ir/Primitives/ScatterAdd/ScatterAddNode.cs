namespace DeepDsl.Compiler.Ir.Primitives;

/// <summary>Sum of update rows [.., D] by index [..] into a zero table [V, D], in the order of the updates.</summary>
public sealed class ScatterAddNode(Graph graph, Node indices, Node updates, Shape tableShape)
    : Node(graph, tableShape, ElementType.Float32, indices, updates)
{
    public override string Key => "scatter-add";

    public override Node?[] InputGradients(Node dy, bool[] wanted) => [null, wanted[1] ? Graph.Gather(dy, Inputs[0]) : null];
}
