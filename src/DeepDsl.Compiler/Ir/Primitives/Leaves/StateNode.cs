namespace DeepDsl.Compiler.Ir.Primitives;

/// <summary>A tensor that the program itself updates at the end of a training step, such as a running mean.</summary>
public sealed class StateNode(Graph graph, string name, Shape shape) : LeafNode(graph, TensorType.Floats(shape))
{
    public string Name { get; } = name;

    public override string Primitive => "state";

    public override object Attributes => Name;

    protected override Node CopyTo(Graph graph) => graph.State(Name, Shape);
}
