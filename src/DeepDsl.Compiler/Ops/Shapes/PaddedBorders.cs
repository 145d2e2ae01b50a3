using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Ops.Shapes;

/// <summary>A border whose elements are a constant, or those of the input again.</summary>
public abstract class PaddedBorders(int rank) : Borders(rank)
{
    public override IReadOnlyList<OpArgument> Arguments => [.. base.Arguments, OpArgument.Enum("Mode", "Constant"), OpArgument.Real("Value", 0)];

    public override bool KeepsSums => false;

    /// <summary>What lies at the end of a sequence lies elsewhere in each of a padded batch.</summary>
    public override StepUse Steps(Layer layer, IReadOnlyList<Shape> inputs) => IsConstant(layer) ? StepUse.Resizes : StepUse.Mixes;

    public override string? WhyMixed(Layer layer) => "repeats what lies at the end, which is elsewhere in each; use Mode = PadMode.Constant";

    protected override double? Border(Layer layer) => IsConstant(layer) ? layer.Real("Value") : null;

    protected override Dim Resize(Dim size, int before, int after) => before + size + after;

    protected override bool Check(Layer layer, Shape input, int axis, int before, int after)
    {
        long most = layer.Extents.Least(input[axis]) - 1;
        if (layer.Enum("Mode") == "Reflect" && Math.Max(before, after) > most)
        {
            layer.Report(ProblemKind.ArgumentRange,
                $"reflects {Math.Max(before, after)} of the {input[axis]} elements along axis {axis} of {input}, where at most {most} lie behind the "
                + "edge", "Mode", Remedy.ByHand("take fewer"), Remedy.Set("Mode", "PadMode", "Replicate"));
            return false;
        }

        if (!IsConstant(layer) && layer.Has("Value"))
        {
            layer.Report(ProblemKind.ConflictingArguments, "has a Value, which only Mode = PadMode.Constant reads", "Value",
                Remedy.Drop("Value"), Remedy.Drop("Mode"));
            return false;
        }

        return true;
    }

    protected sealed override Node Apply(Layer layer, Node x, int axis, int before, int after) => layer.Enum("Mode") switch
    {
        "Reflect" => Reflect(x, axis, before, after),
        "Replicate" => Joined(x, axis, Repeated(x, axis, 0, before), Repeated(x, axis, x.Shape[axis] - 1, after)),
        _ => x.Graph.Pad(x, axis, before, after, layer.Real("Value")),
    };

    private static bool IsConstant(Layer layer) => layer.Enum("Mode") == "Constant";

    /// <summary>With what lies behind each edge before it, in the order of a mirror; the edges themselves once.</summary>
    internal static Node Reflect(Node x, int axis, int before, int after) =>
        Joined(x, axis, Mirrored(x, axis, 1, before), Mirrored(x, axis, x.Shape[axis] - 1 - after, after));

    private static Node Joined(Node x, int axis, Node? before, Node? after) =>
        x.Graph.Concat(axis, [.. new[] { before, x, after }.OfType<Node>()]);

    private static Node? Mirrored(Node x, int axis, Dim start, int length) =>
        length == 0 ? null : x.Graph.Reverse(x.Graph.Slice(x, axis, start, length), axis);

    private static Node? Repeated(Node x, int axis, Dim at, int times) =>
        times == 0 ? null : x.Graph.Broadcast(x.Graph.Slice(x, axis, at, 1), x.Shape.With(axis, times));
}
