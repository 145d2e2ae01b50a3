using DeepDsl.Compiler.Ir;

namespace DeepDsl.Compiler.Ops.Losses;

/// <summary>Also called the pinball loss.</summary>
public sealed class Quantile : LossFunction
{
    public override string Summary => "Share * (target - prediction) below the target, (1 - Share) * (prediction - target) above: of a quantile";

    public override IReadOnlyList<OpArgument> Arguments { get; } = [OpArgument.Real("Share", 0.5, OpArgument.AboveZero, 1)];

    public override LossQuestion Question => LossQuestion.Number;

    public override LossReads Reads(LossUse use) => LossReads.Numbers;

    public override Node PerElement(LossUse use, Node prediction, Node target)
    {
        double share = use.Real("Share");
        return prediction.Graph.Map(error => Exprs.Binary(BinaryOp.Max, share * error, (share - 1) * error), target - prediction);
    }
}
