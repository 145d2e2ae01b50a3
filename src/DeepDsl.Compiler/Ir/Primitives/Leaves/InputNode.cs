namespace DeepDsl.Compiler.Ir.Primitives;

/// <summary>Given from outside at each call: model inputs, targets, output gradients.</summary>
public sealed class InputNode(Graph graph, string name, Shape shape, ElementType type) : LeafNode(graph, shape, type)
{
    public string Name { get; } = name;

    public override string Key => $"input {Name}";
}
