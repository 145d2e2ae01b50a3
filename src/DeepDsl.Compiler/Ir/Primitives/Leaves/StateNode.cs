namespace DeepDsl.Compiler.Ir.Primitives;

/// <summary>A tensor that the program itself updates at the end of a training step, such as a running mean.</summary>
public sealed class StateNode(Graph graph, string name, Shape shape) : LeafNode(graph, shape)
{
    public string Name { get; } = name;

    public override string Key => $"state {Name}";
}
