using DeepDsl.Compiler.Ir.Interpretation;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Ir.Primitives;

/// <summary>
/// A convolution of stride one over an input spread by zeros: what the input gradient of a strided convolution is lowered to, with the
/// weight reversed and its channels exchanged.
/// </summary>
public sealed class SpreadConvNode(Graph graph, Node x, Node w, Shape shape, ConvGeometry geometry, EquatableArray<int> spread)
    : LegalizedNode(graph, TensorType.Floats(shape), x, w)
{
    public ConvGeometry Geometry { get; } = geometry;

    /// <summary>Distance between neighbours of x along each spatial axis.</summary>
    public EquatableArray<int> Spread { get; } = spread;

    public override string Primitive => "spread-conv";

    public override object Attributes => (Geometry, Spread);

    public override AxisEffect AxisEffect => AxisEffect.Slides;

    public override IEnumerable<(NodeAxis, NodeAxis)> JoinedAxes => ConvAxes.Joined(Inputs[0], Inputs[1], this, Geometry);

    public override Node WithInputs(Graph graph, IReadOnlyList<Node> inputs) =>
        graph.Add(new SpreadConvNode(graph, inputs[0], inputs[1], Shape, Geometry, Spread));

    public override Tensor Interpret(Interpreter run, IReadOnlyList<Tensor> inputs)
    {
        Tensor x = inputs[0];
        Tensor spread = new([.. x.Shape.Select((d, i) => IsSpread(i) ? ((d - 1) * Spread[i - 1]) + 1 : d)]);
        foreach ((int flat, int[] index) in x.Indices())
        {
            spread.Values[spread.Offset([.. index.Select((v, i) => IsSpread(i) ? v * Spread[i - 1] : v)])] = x.Values[flat];
        }

        return Windows.Conv(Geometry, spread, inputs[1], run.Sizes(Shape));
    }

    private bool IsSpread(int axis) => axis >= 1 && axis <= Spread.Count;
}
