using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Ops;

/// <summary>What softmax and log-softmax share: the axis, and the shift that keeps exp from overflowing.</summary>
public abstract class SoftmaxOp : ActivationOp
{
    public override IReadOnlyList<OpArgument> Arguments { get; } = [OpArgument.Integer("Axis", -1)];

    public override IReadOnlyList<Example> Examples =>
        [new("", [3, 5]), new("", [1]), new("", [37]), new("Axis = 0", [3, 2, 5]), new("Axis = -2", [3, 4, 2])];

    public override StepUse Steps(Layer layer, IReadOnlyList<Shape> inputs) =>
        layer.Int("Axis") == 0 || layer.Int("Axis") == -inputs[0].Rank ? StepUse.Mixes : StepUse.Each;

    public sealed override Node Apply(Layer layer, Node x)
    {
        int axis = layer.Int("Axis");
        return Apply(x, axis < 0 ? axis + x.Shape.Rank : axis + 1); // counted within a sample, behind the batch
    }

    /// <summary>The function along an axis of the batched value.</summary>
    protected abstract Node Apply(Node x, int axis);

    protected override Shape? Infer(Layer layer, Shape input)
    {
        int axis = layer.Int("Axis");
        if (axis < -input.Rank || axis >= input.Rank)
        {
            layer.Report(ProblemKind.ArgumentRange,
                $"has Axis = {axis}, but {input} has the axes 0 to {input.Rank - 1}, or -{input.Rank} to -1 counted from the end", "Axis",
                Remedy.Set("Axis", axis < 0 ? -input.Rank : input.Rank - 1));
            return null;
        }

        return input;
    }

    /// <summary>
    /// x less its maximum. The result of softmax does not depend on the shift, so no gradient need flow through it.
    /// </summary>
    protected static Node Shifted(Node x, int axis) => x - x.Graph.Detach(x.Graph.Reduce(Ir.Primitives.ReduceKind.Max, x, axis));
}
