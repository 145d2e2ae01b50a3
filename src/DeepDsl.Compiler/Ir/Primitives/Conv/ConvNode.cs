using DeepDsl.Compiler.Ir.Interpretation;

namespace DeepDsl.Compiler.Ir.Primitives;

/// <summary>
/// y[n, o, q] = sum over taps t and channels c of x[n, o * stride + t * dilation - before, c] * w[t, c, q], per group.
/// x [N, spatial.., C], w [kernel.., C / groups, O], y [N, spatial.., O]. It and its two gradients are each other's gradients, since each
/// is the same trilinear form with another factor left out.
/// </summary>
public sealed class ConvNode(Graph graph, Node x, Node w, ConvGeometry geometry)
    : Node(graph, TensorType.Floats(Infer(x.Shape, w.Shape, geometry)), x, w)
{
    public ConvGeometry Geometry { get; } = geometry;

    public override string Primitive => "conv";

    public override object Attributes => Geometry;

    public override AxisEffect AxisEffect => AxisEffect.Slides;

    public override IEnumerable<(NodeAxis, NodeAxis)> JoinedAxes => ConvAxes.Joined(Inputs[0], Inputs[1], this, Geometry);

    public override Node?[] InputGradients(Node dy, bool[] wanted) =>
    [
        wanted[0] ? Graph.ConvInputGradient(dy, Inputs[1], Inputs[0].Shape, Geometry) : null,
        wanted[1] ? Graph.ConvWeightGradient(Inputs[0], dy, Inputs[1].Shape, Geometry) : null,
    ];

    /// <summary>The window that ends at this step, of a convolution along steps that sees none later.</summary>
    public override StepRow? InOneStep(OneStep step)
    {
        WindowAxis window = Geometry.Axes[0];
        bool follows = Geometry.Rank == 1 && Inputs[0].Shape[1] == OneStep.Steps && !OneStep.Varies(Inputs[1])
            && window is { Stride: 1, After: 0 } && window.Before == window.Extent - 1;
        if (!follows)
        {
            return null;
        }

        (Graph g, Node row, int before) = (step.Graph, step.Row(Inputs[0]).Node, window.Before);
        ConvGeometry alone = Geometry with { Axes = new[] { window with { Before = 0 } } };
        Node seen = row;
        if (before > 0)
        {
            Node past = step.Past(row.Shape.With(1, before), $"{Layer}.past");
            seen = g.Concat(1, past, row);
            step.Leave(past, g.Slice(seen, 1, 1, before));
        }

        return new StepRow(g.Conv(seen, step.Same(Inputs[1]), alone), 1);
    }

    public override Node WithInputs(Graph graph, IReadOnlyList<Node> inputs) => graph.Conv(inputs[0], inputs[1], Geometry);

    public override Tensor Interpret(Interpreter run, IReadOnlyList<Tensor> inputs) =>
        Windows.Conv(Geometry, inputs[0], inputs[1], run.Sizes(Shape));

    private static Shape Infer(Shape x, Shape w, ConvGeometry geometry) =>
        new(new[] { x[0] }.Concat(geometry.Output(x)).Concat([w[-1]]));
}
