using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Ops.Shapes;

/// <summary>A layer that adds or takes away a border around [T, C] or [H, W, C]: one width for all sides, or one for each.</summary>
public abstract class Borders(int rank) : LayerOp
{
    private static readonly string[][] Sides = [[], ["Before", "After"], ["Top", "Bottom", "Left", "Right"]];

    public override IReadOnlyList<OpArgument> Arguments { get; } =
        [OpArgument.Steps("Border", 0, 0), .. Sides[rank].Select(s => OpArgument.Steps(s, -1, 0))];

    public override StepUse Steps(Layer layer, IReadOnlyList<Shape> inputs) => StepUse.Resizes;

    public override StepChange? ChangeOfSteps(Layer layer)
    {
        (int before, int after) = Widths(layer, 0);
        return StepChange.By(Resize(0, before, after).Value);
    }

    /// <summary>What a border holds that it adds, which then stands behind the own steps of padded sequences too; null of others.</summary>
    protected virtual double? Border(Layer layer) => null;

    /// <summary>Reports widths that an axis has not enough for, where what remains of it would not say so.</summary>
    protected virtual bool Check(Layer layer, Shape input, int axis, int before, int after) => true;

    /// <summary>What becomes of a dimension.</summary>
    protected abstract Dim Resize(Dim size, int before, int after);

    protected abstract Node Apply(Layer layer, Node x, int axis, int before, int after);

    protected override Shape? Infer(Layer layer, Shape input)
    {
        if (!WindowArguments.CheckRank(layer, input, rank))
        {
            return null;
        }

        Shape output = input;
        for (int axis = 0; axis < rank; axis++)
        {
            (int before, int after) = Widths(layer, axis);
            if (!Check(layer, input, axis, before, after))
            {
                return null;
            }

            Dim size = Resize(input[axis], before, after);
            long least = layer.Extents.Least(size);
            if (least < 1)
            {
                layer.Report(ProblemKind.NoWindowFits,
                    $"takes {before} and {after} of {input[axis]}, which leaves {least}: {layer.Source()} gives {input}",
                    "Border", Sides[rank].Any(layer.Has) ? [Remedy.ByHand("take less")]
                        : [Remedy.Set("Border", (Enumerable.Range(0, rank).Min(a => layer.Extents.Least(input[a])) - 1) / 2)]);
                return null;
            }

            output = output.With(axis, size);
        }

        return output;
    }

    protected override Node Forward(LayerScope scope, Node x)
    {
        if (Border(scope.Layer) is { } value && Widths(scope.Layer, 0).After > 0)
        {
            x = scope.Masked(x, value);
        }

        for (int axis = 0; axis < rank; axis++)
        {
            (int before, int after) = Widths(scope.Layer, axis);
            x = Apply(scope.Layer, x, axis + 1, before, after);
        }

        return x;
    }

    /// <summary>What is added or taken away at both ends of an axis of a sample.</summary>
    public (int Before, int After) Widths(Layer layer, int axis) =>
        (Width(layer, Sides[rank][2 * axis]), Width(layer, Sides[rank][(2 * axis) + 1]));

    private static int Width(Layer layer, string side) => layer.Int(side) >= 0 ? layer.Int(side) : layer.Int("Border");
}
