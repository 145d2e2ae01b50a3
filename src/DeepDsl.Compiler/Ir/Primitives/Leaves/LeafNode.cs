namespace DeepDsl.Compiler.Ir.Primitives;

/// <summary>A value without inputs: no gradient rule.</summary>
public abstract class LeafNode(Graph graph, Shape shape, ElementType type = ElementType.Float32) : Node(graph, shape, type)
{
    public override Node?[] InputGradients(Node dy, bool[] wanted) => [];
}
