using DeepDsl.Compiler.Ir;

namespace DeepDsl.Compiler.Ops.Losses;

/// <summary>
/// How far the positions that a channel says yes to miss those of the target: one number for each sample and channel, so that a class with
/// few positions counts as much as one with many.
/// </summary>
public abstract class OverlapLoss : LossFunction
{
    /// <summary>Arguments that they share.</summary>
    protected static IReadOnlyList<OpArgument> Common { get; } = [OpArgument.Real("Smooth", 1, min: OpArgument.AboveZero), LossArguments.FromLogits];

    public override LossQuestion Question => LossQuestion.YesOrNo;

    public override bool TakesLabels => true;

    public override StepUse Steps => StepUse.Mixes;

    public override LossReads Reads(LossUse use) => use.Bool("FromLogits") ? LossReads.Logits : LossReads.Probabilities;

    public sealed override Node PerElement(LossUse use, Node prediction, Node target)
    {
        Graph g = prediction.Graph;
        Node yes = Probabilities(use, prediction);
        int[] positions = [.. Enumerable.Range(1, prediction.Shape.Rank - 2)];
        return 1 - Overlap(use, g.Sum(yes * target, positions), g.Sum(yes, positions), g.Sum(target, positions));
    }

    /// <summary>From 0 to 1, by sums over positions.</summary>
    protected abstract Node Overlap(LossUse use, Node both, Node predicted, Node wanted);
}
