namespace DeepDsl.Compiler.Ir.Primitives;

/// <summary>A trainable tensor.</summary>
public sealed class ParameterNode(Graph graph, string name, Shape shape) : LeafNode(graph, TensorType.Floats(shape))
{
    public string Name { get; } = name;

    public override string Primitive => "parameter";

    public override object Attributes => Name;

    protected override Node CopyTo(Graph graph) => graph.Parameter(Name, Shape);
}
