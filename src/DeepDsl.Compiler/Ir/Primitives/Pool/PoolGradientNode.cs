using DeepDsl.Compiler.Ir.Interpretation;

namespace DeepDsl.Compiler.Ir.Primitives;

/// <summary>
/// Gradient of pooling by its input x. A maximum's goes to the first element of the window that attains it, in row-major order, so it
/// reads [x, dy]; an average's reads [dy] alone.
/// </summary>
public sealed class PoolGradientNode(Graph graph, PoolKind kind, Shape xShape, ConvGeometry geometry, params Node[] inputs)
    : Node(graph, TensorType.Floats(xShape), inputs)
{
    public PoolKind Kind { get; } = kind;

    public ConvGeometry Geometry { get; } = geometry;

    public override string Primitive => "pool-gradient";

    public override object Attributes => (Kind, Geometry);

    public override AxisEffect AxisEffect => AxisEffect.Slides;

    public override IEnumerable<(NodeAxis, NodeAxis)> JoinedAxes => Inputs.SelectMany(i => new[]
    {
        (new NodeAxis(this, Shape.Rank), new NodeAxis(i, Shape.Rank)),
        (new NodeAxis(this, 1), new NodeAxis(i, 1)),
    });

    public override Node?[] InputGradients(Node dy, bool[] wanted) =>
        throw new InvalidOperationException("Pooling has no second derivative here.");

    public override Node WithInputs(Graph graph, IReadOnlyList<Node> inputs) =>
        graph.Add(new PoolGradientNode(graph, Kind, Shape, Geometry, [.. inputs]));

    public override Tensor Interpret(Interpreter run, IReadOnlyList<Tensor> inputs)
    {
        Tensor dx = new(run.Sizes(Shape));
        Tensor dy = inputs[inputs.Count - 1];
        foreach ((int flat, int[] index) in dy.Indices())
        {
            List<int> inside = [.. Windows.Taps(Geometry, dx.Shape, index).Where(t => t.Inside).Select(t => t.Offset)];
            if (Kind == PoolKind.Max && inside.Count > 0)
            {
                dx.Values[inside.Aggregate((first, i) => inputs[0].Values[i] > inputs[0].Values[first] ? i : first)] += dy.Values[flat];
            }
            else if (Kind != PoolKind.Max)
            {
                double share = dy.Values[flat] / (Kind == PoolKind.Average ? Geometry.Taps : Math.Max(1, inside.Count));
                inside.ForEach(i => dx.Values[i] += share);
            }
        }

        return dx;
    }
}
