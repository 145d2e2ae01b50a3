using DeepDsl.Compiler.Ir.Interpretation;

namespace DeepDsl.Compiler.Ir.Primitives;

/// <summary>Windows over the spatial axes of x [N, spatial.., C], each channel by itself. Padding never wins a maximum.</summary>
public sealed class PoolNode(Graph graph, PoolKind kind, Node x, ConvGeometry geometry)
    : Node(graph, TensorType.Floats(Infer(x.Shape, geometry)), x)
{
    public PoolKind Kind { get; } = kind;

    public ConvGeometry Geometry { get; } = geometry;

    public override string Primitive => "pool";

    public override object Attributes => (Kind, Geometry);

    public override AxisEffect AxisEffect => AxisEffect.Slides;

    public override IEnumerable<(NodeAxis, NodeAxis)> JoinedAxes =>
    [
        (new NodeAxis(this, Shape.Rank), new NodeAxis(Inputs[0], Shape.Rank)),
        (new NodeAxis(this, 1), new NodeAxis(Inputs[0], 1)),
    ];

    public override Node?[] InputGradients(Node dy, bool[] wanted) => [Graph.PoolGradient(Kind, Inputs[0], dy, Geometry)];

    public override Node WithInputs(Graph graph, IReadOnlyList<Node> inputs) => graph.Pool(Kind, inputs[0], Geometry);

    public override Tensor Interpret(Interpreter run, IReadOnlyList<Tensor> inputs)
    {
        Tensor x = inputs[0];
        Tensor y = new(run.Sizes(Shape));
        foreach ((int flat, int[] index) in y.Indices())
        {
            List<int> inside = [.. Windows.Taps(Geometry, x.Shape, index).Where(t => t.Inside).Select(t => t.Offset)];
            y.Values[flat] = Kind switch
            {
                PoolKind.Max => inside.Select(i => x.Values[i]).DefaultIfEmpty(double.NegativeInfinity).Max(),
                PoolKind.Average => inside.Sum(i => x.Values[i]) / Geometry.Taps,
                _ => inside.Sum(i => x.Values[i]) / Math.Max(1, inside.Count),
            };
        }

        return y;
    }

    private static Shape Infer(Shape x, ConvGeometry geometry) => new(new[] { x[0] }.Concat(geometry.Output(x)).Concat([x[-1]]));
}
