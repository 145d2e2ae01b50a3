namespace DeepDsl.Compiler.Ir.Primitives;

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
