namespace DeepDsl.Compiler.Ir.Nodes;

/// <summary>Average counts the padding as zeros (PyTorch's default) or divides by what lies inside (TensorFlow's).</summary>
public enum PoolKind { Max, Average, AverageInside }

/// <summary>Windows over the spatial axes of x [N, spatial.., C], each channel by itself. Padding never wins a maximum.</summary>
public sealed class PoolNode(Graph graph, PoolKind kind, Node x, ConvGeometry geometry)
    : Node(graph, Infer(x.Shape, geometry), ElementType.Float32, x)
{
    public PoolKind Kind { get; } = kind;

    public ConvGeometry Geometry { get; } = geometry;

    public override string Key => $"pool {Kind} {Geometry.Key}";

    public override Node?[] InputGradients(Node dy, bool[] wanted) =>
        [Graph.Add(new PoolGradientNode(Graph, Kind, Inputs[0], dy, Geometry, Inputs[0].Shape))];

    private static Shape Infer(Shape x, ConvGeometry geometry) => new(new[] { x[0] }.Concat(geometry.Output(x)).Concat([x[-1]]));
}

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
