namespace DeepDsl.Compiler.Ir.Primitives;

/// <summary>Gradient of pooling by its input x, which an average does not read. A maximum's goes to the first element of the window that attains it, in row-major order.</summary>
public sealed class PoolGradientNode(Graph graph, PoolKind kind, Node x, Node dy, ConvGeometry geometry, Shape shape)
    : Node(graph, shape, ElementType.Float32, kind == PoolKind.Max ? [x, dy] : [dy])
{
    public PoolKind Kind { get; } = kind;

    public ConvGeometry Geometry { get; } = geometry;

    public override string Key => $"pool-gradient {Kind} {Geometry.Key}";

    public override Node?[] InputGradients(Node dy, bool[] wanted) =>
        throw new InvalidOperationException("Pooling has no second derivative here.");
}
