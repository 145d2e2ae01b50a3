namespace DeepDsl.Compiler.Ir.Primitives;

/// <summary>The elements of some axes in the opposite order.</summary>
public sealed class ReverseNode(Graph graph, Node x, int[] axes) : Node(graph, x.Shape, x.Type, x)
{
    public IReadOnlyList<int> Axes { get; } = axes;

    public override string Key => $"reverse {string.Join(",", Axes)}";

    public override Node?[] InputGradients(Node dy, bool[] wanted) => [Graph.Reverse(dy, [.. Axes])];
}
