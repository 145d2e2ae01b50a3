namespace DeepDsl.Compiler.Ir.Nodes;

/// <summary>
/// y[n, o, q] = sum over taps t and channels c of x[n, o * stride + t * dilation - before, c] * w[t, c, q], per group.
/// x [N, spatial.., C], w [kernel.., C / groups, O], y [N, spatial.., O]. It and its two gradients are each other's gradients, since each
/// is the same trilinear form with another factor left out.
/// </summary>
public sealed class ConvNode(Graph graph, Node x, Node w, ConvGeometry geometry)
    : Node(graph, Infer(x.Shape, w.Shape, geometry), ElementType.Float32, x, w)
{
    public ConvGeometry Geometry { get; } = geometry;

    public override string Key => $"conv {Geometry.Key}";

    public override Node?[] InputGradients(Node dy, bool[] wanted) =>
    [
        wanted[0] ? Graph.ConvInputGradient(dy, Inputs[1], Inputs[0].Shape, Geometry) : null,
        wanted[1] ? Graph.ConvWeightGradient(Inputs[0], dy, Inputs[1].Shape, Geometry) : null,
    ];

    private static Shape Infer(Shape x, Shape w, ConvGeometry geometry) =>
        new(new[] { x[0] }.Concat(geometry.Output(x)).Concat([w[-1]]));
}

/// <summary>The gradient of a convolution by its input, and the forward of a transposed convolution.</summary>
public sealed class ConvInputGradientNode(Graph graph, Node dy, Node w, Shape xShape, ConvGeometry geometry)
    : Node(graph, xShape, ElementType.Float32, dy, w)
{
    public ConvGeometry Geometry { get; } = geometry;

    public override string Key => $"conv-input-gradient {Geometry.Key}";

    public override Node?[] InputGradients(Node dy, bool[] wanted) =>
    [
        wanted[0] ? Graph.Conv(dy, Inputs[1], Geometry) : null,
        wanted[1] ? Graph.ConvWeightGradient(dy, Inputs[0], Inputs[1].Shape, Geometry) : null,
    ];
}

/// <summary>The gradient of a convolution by its weight: x [N, spatial.., C], dy [N, spatial.., O].</summary>
public sealed class ConvWeightGradientNode(Graph graph, Node x, Node dy, Shape wShape, ConvGeometry geometry)
    : Node(graph, wShape, ElementType.Float32, x, dy)
{
    public ConvGeometry Geometry { get; } = geometry;

    public override string Key => $"conv-weight-gradient {Geometry.Key}";

    public override Node?[] InputGradients(Node dw, bool[] wanted) =>
    [
        wanted[0] ? Graph.ConvInputGradient(Inputs[1], dw, Inputs[0].Shape, Geometry) : null,
        wanted[1] ? Graph.Conv(Inputs[0], dw, Geometry) : null,
    ];
}

/// <summary>
/// A convolution of stride one over an input spread by zeros: what the input gradient of a strided convolution is lowered to, with the
/// weight reversed and its channels exchanged. Made after differentiation, so it has no gradient.
/// </summary>
public sealed class SpreadConvNode(Graph graph, Node x, Node w, Shape shape, ConvGeometry geometry, int[] spread)
    : Node(graph, shape, ElementType.Float32, x, w)
{
    public ConvGeometry Geometry { get; } = geometry;

    /// <summary>Distance between neighbours of x along each spatial axis.</summary>
    public IReadOnlyList<int> Spread { get; } = spread;

    public override string Key => $"spread-conv {Geometry.Key} {string.Join(",", Spread)}";

    public override Node?[] InputGradients(Node dy, bool[] wanted) => throw new InvalidOperationException("Lowered nodes have no gradient.");
}

/// <summary>
/// Weight gradients of equal parts of the batch, [P, weight..]: the parts run in parallel and are then added in order, so that the number
/// of threads does not change the sum.
/// </summary>
public sealed class ConvWeightPartsNode(Graph graph, Node x, Node dy, Shape shape, ConvGeometry geometry)
    : Node(graph, shape, ElementType.Float32, x, dy)
{
    public ConvGeometry Geometry { get; } = geometry;

    public override string Key => $"conv-weight-parts {Geometry.Key}";

    public override Node?[] InputGradients(Node dy, bool[] wanted) => throw new InvalidOperationException("Lowered nodes have no gradient.");
}
