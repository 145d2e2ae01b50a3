namespace DeepDsl.Compiler.Ir.Primitives;

/// <summary>Given from outside at each call: model inputs, targets, output gradients.</summary>
public sealed class InputNode(Graph graph, string name, TensorType type) : LeafNode(graph, type)
{
    public string Name { get; } = name;

    public override string Primitive => "input";

    public override object Attributes => Name;

    protected override Node CopyTo(Graph graph) => graph.Input(Name, Shape, Element);
}
