using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Ops.Losses;

/// <summary>Cross-entropy over classes that exclude each other, one distribution along the last dimension.</summary>
public abstract class CategoricalLoss : LossFunction
{
    public override IReadOnlyList<OpArgument> Arguments { get; } = [LossArguments.LabelSmoothing, LossArguments.ClassWeights, LossArguments.IgnoreIndex];

    public override LossQuestion Question => LossQuestion.Class;

    public override bool TakesLabels => true;

    /// <summary>
    /// A distribution over a whole vocabulary would be as large as the output, for each position; no position of one is ignored, and it has no
    /// one class to compare with those drawn.
    /// </summary>
    public override bool TakesFloats(LossUse use) => use.IgnoreIndex is null && use.Sampling is null && use.Classes <= Limits.Distribution;

    public override bool Check(LossUse use) => HasClasses(use);

    /// <summary>Reports an output with one value per position.</summary>
    internal static bool HasClasses(LossUse use)
    {
        if (use.OutputShape.Channels.IsOne)
        {
            bool isOne = use.OutputShape.Rank == 1;
            use.Report(ProblemKind.LossShape,
                $"tells classes apart, but output {use.OutputShape} {(isOne ? "is one value" : "has one value per position")}, whose "
                    + "probability is always 1",
                remedies: use.ExclusiveLabels is { } labels
                    ? [Remedy.ByHand($"give the last layer {labels.Members.Count} units, one per member of {labels.Name}")]
                    : [
                        Remedy.ByHand("give the last layer one unit per class"),
                        Remedy.Set("Kind", "Loss", nameof(SigmoidCrossEntropy)).Said($"use Loss.{nameof(SigmoidCrossEntropy)}"),
                    ]);
            return false;
        }

        return true;
    }

    public sealed override Node PerElement(LossUse use, Node prediction, Node target)
    {
        Graph g = prediction.Graph;
        double smoothing = use.Real("LabelSmoothing");
        Node goal = smoothing == 0 ? target : (target * (1 - smoothing)) + (smoothing / use.Classes);

        // A class that the target excludes adds nothing even where its logit is -infinity (masked), and 0 * infinity would be NaN.
        Node terms = g.Map((q, l) => Exprs.Select(Exprs.Binary(BinaryOp.Equal, q, 0), 0, q * l), goal, LogProbabilities(prediction));
        return -g.Sum(use.ClassWeights(g) is { } weights ? terms * weights : terms, -1);
    }

    /// <summary>The one class alone, unless smoothing or weights speak of all.</summary>
    public sealed override Node PerLabel(LossUse use, Node prediction, Node label) =>
        use.Real("LabelSmoothing") == 0 && use.Reals("ClassWeights").Count == 0
            ? -LogProbability(prediction, x => use.OfLabel(x, label))
            : base.PerLabel(use, prediction, label);

    /// <summary>The weight of the target's class, for a distribution the mean weight of its classes.</summary>
    public sealed override Node? Share(LossUse use, Node target) =>
        use.ClassWeights(target.Graph) is { } weights ? target.Graph.Sum(target * weights, -1) : null;

    protected abstract Node LogProbabilities(Node prediction);

    /// <summary>That of the class which <paramref name="ofLabel"/> picks along the last dimension.</summary>
    protected abstract Node LogProbability(Node prediction, Func<Node, Node> ofLabel);
}
