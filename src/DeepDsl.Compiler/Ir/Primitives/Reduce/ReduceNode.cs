namespace DeepDsl.Compiler.Ir.Primitives;

/// <summary>Sum, maximum or minimum over axes, which stay with size one.</summary>
public sealed class ReduceNode(Graph graph, ReduceKind kind, Node x, int[] axes)
    : Node(graph, Infer(x.Shape, axes), ElementType.Float32, x)
{
    public ReduceKind Kind { get; } = kind;

    public IReadOnlyList<int> Axes { get; } = axes;

    public override string Key => $"reduce {Kind} {string.Join(",", Axes)}";

    /// <summary>A maximum passes its gradient to the elements that attain it, in equal shares (torch.amax).</summary>
    public override Node?[] InputGradients(Node dy, bool[] wanted)
    {
        Node x = Inputs[0];
        if (Kind == ReduceKind.Sum)
        {
            return [Graph.Broadcast(dy, x.Shape)];
        }

        Node attains = Graph.Map((a, b) => Exprs.Binary(BinaryOp.Equal, a, b), x, this);
        return [attains * (dy / Graph.Sum(attains, [.. Axes]))];
    }

    private static Shape Infer(Shape x, int[] axes) => new(x.Select((dim, i) => axes.Contains(i) ? 1 : dim));
}
