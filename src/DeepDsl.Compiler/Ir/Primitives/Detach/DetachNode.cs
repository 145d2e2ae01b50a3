namespace DeepDsl.Compiler.Ir.Primitives;

/// <summary>The input, as a constant to differentiation.</summary>
public sealed class DetachNode(Graph graph, Node x) : Node(graph, x.Shape, x.Type, x)
{
    public override string Key => "detach";

    public override Node?[] InputGradients(Node dy, bool[] wanted) => [null];
}
