using DeepDsl.Compiler.Ir;

namespace DeepDsl.Compiler.Ops.Losses;

/// <summary>A yes-or-no question for every output value: binary classification, or many labels that may hold at once.</summary>
public abstract class BinaryLoss : LossFunction
{
    public override IReadOnlyList<OpArgument> Arguments { get; } = [LossArguments.LabelSmoothing, LossArguments.ClassWeights];

    public override LossQuestion Question => LossQuestion.YesOrNo;

    public override bool TakesLabels => true;

    public sealed override Node PerElement(LossUse use, Node prediction, Node target)
    {
        double smoothing = use.Real("LabelSmoothing");
        Node goal = smoothing == 0 ? target : (target * (1 - smoothing)) + (0.5 * smoothing);
        Node loss = Loss(use, prediction, goal);
        return Share(use, target) is { } weights ? loss * weights : loss;
    }

    /// <summary>With one output value there are two classes, and weights for 0 and 1; with more, a weight for each of them.</summary>
    public sealed override Node? Share(LossUse use, Node target)
    {
        IReadOnlyList<double> weights = use.Reals("ClassWeights");
        return use.OutputShape.Channels.IsOne && weights.Count > 0
            ? target.Graph.Map(t => weights[0] + ((weights[1] - weights[0]) * t), target)
            : use.ClassWeights(target.Graph);
    }

    protected abstract Node Loss(LossUse use, Node prediction, Node target);
}
