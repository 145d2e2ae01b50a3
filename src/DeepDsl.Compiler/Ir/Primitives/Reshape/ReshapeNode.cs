using DeepDsl.Compiler.Ir.Interpretation;

namespace DeepDsl.Compiler.Ir.Primitives;

/// <summary>The same elements in the same order under another shape.</summary>
public sealed class ReshapeNode : Node
{
    public ReshapeNode(Graph graph, Node x, Shape shape)
        : base(graph, x.Type.With(shape), x)
    {
        if (x.Shape.Size != shape.Size)
        {
            throw new InvalidOperationException($"{x.Shape} cannot be reshaped to {shape}.");
        }
    }

    public override string Primitive => "reshape";

    public override AxisEffect AxisEffect => AxisEffect.Keeps;

    /// <summary>The last axes that both shapes have; before them, axes are merged or split.</summary>
    public override IEnumerable<(NodeAxis, NodeAxis)> JoinedAxes
    {
        get
        {
            for (int i = 1; i <= Math.Min(Shape.Rank, Inputs[0].Shape.Rank) && Shape[-i] == Inputs[0].Shape[-i]; i++)
            {
                yield return (new NodeAxis(this, i), new NodeAxis(Inputs[0], i));
            }
        }
    }

    public override Node?[] InputGradients(Node dy, bool[] wanted) => [Graph.Reshape(dy, Inputs[0].Shape)];

    /// <summary>Elements stay where they are, so steps are as far apart as before; they must be so along one axis again.</summary>
    public override StepRow? InOneStep(OneStep step)
    {
        StepRow x = step.Row(Inputs[0]);
        int axis = OneStep.AxisOf(Shape);
        Dim apart = x.Inner * Behind(Inputs[0].Shape, OneStep.AxisOf(Inputs[0].Shape));
        return axis >= 0 && apart.DivideBy(Behind(Shape, axis)) is { } inner && Shape[axis].DivideBy(OneStep.Steps * inner) is not null
            ? new StepRow(step.Graph.Reshape(x.Node, OneStep.ShapeOf(Shape)!), inner) : null;
    }

    /// <summary>Elements of the axes behind one.</summary>
    private static Dim Behind(Shape shape, int axis) => new Shape(shape.Skip(axis + 1)).Size;

    public override Node WithInputs(Graph graph, IReadOnlyList<Node> inputs) => graph.Reshape(inputs[0], Shape);

    public override Tensor Interpret(Interpreter run, IReadOnlyList<Tensor> inputs) => new(run.Sizes(Shape), inputs[0].Values);
}
