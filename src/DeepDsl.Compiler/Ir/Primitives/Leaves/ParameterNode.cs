namespace DeepDsl.Compiler.Ir.Primitives;

/// <summary>A trainable tensor.</summary>
public sealed class ParameterNode(Graph graph, string name, Shape shape) : LeafNode(graph, shape)
{
    public string Name { get; } = name;

    public override string Key => $"parameter {Name}";
}
