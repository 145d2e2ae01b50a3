using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ops.Activations;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Ops.Losses;

public sealed class SoftmaxCrossEntropy : CategoricalLoss
{
    public override string Summary => "-ln(softmax(logits)) of the target's class";

    public override IReadOnlyList<OpArgument> Arguments { get; } =
    [
        LossArguments.LabelSmoothing, LossArguments.ClassWeights, LossArguments.IgnoreIndex, LossArguments.Samples, LossArguments.UniformSamples,
    ];

    public override ClassSampling? Sampling(LossUse use) =>
        use.Int(LossArguments.Samples.Name) is > 0 and var count ? new(count, use.Bool(LossArguments.UniformSamples.Name)) : null;

    public override bool Check(LossUse use)
    {
        bool hasClasses = base.Check(use);
        if (!hasClasses || use.Sampling is not { } sampling)
        {
            return hasClasses;
        }

        if (sampling.Count >= use.Classes)
        {
            use.Report(ProblemKind.ArgumentRange,
                $"draws {sampling.Count} of the {use.Classes} classes of output {use.OutputShape}, which is no fewer than all; "
                + "draw fewer, or leave Samples out.", LossArguments.Samples.Name);
            return false;
        }

        foreach (string all in new[] { LossArguments.LabelSmoothing.Name, LossArguments.ClassWeights.Name }.Where(a => use.Spec.Attribute[a] is not null))
        {
            use.Report(ProblemKind.ArgumentRange,
                $"has {all}, which speaks of all {use.Classes} classes, and Samples, by which training computes {sampling.Count + 1}; leave one of them out.", all);
            return false;
        }

        return true;
    }

    public override LossReads Reads(LossUse use) => LossReads.Logits;

    protected override Node LogProbabilities(Node prediction) => LogSoftmax.Along(prediction, prediction.Shape.Rank - 1);

    protected override Node LogProbability(Node prediction, Func<Node, Node> ofLabel) =>
        LogSoftmax.At(prediction, prediction.Shape.Rank - 1, ofLabel);
}
