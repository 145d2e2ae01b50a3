using DeepDsl.Compiler.Ir;

namespace DeepDsl.Compiler.Ops.Losses;

public sealed class SigmoidCrossEntropy : BinaryLoss
{
    public override string Summary => "binary cross-entropy of sigmoid(logits)";

    public override LossReads Reads(LossUse use) => LossReads.Logits;

    protected override Node Loss(LossUse use, Node prediction, Node target) => OnLogits(prediction, target);

    /// <summary>
    /// -t ln(sigmoid(x)) - (1 - t) ln(1 - sigmoid(x)) = max(x, 0) - t x + softplus(-|x|), which takes no logarithm of what sigmoid rounds
    /// to 0 and cancels nothing. Written with selects because x is exactly 0 under a last layer of zeros, where max and abs have the
    /// derivative 0, and the terms together 1/2 - t.
    /// </summary>
    internal static Node OnLogits(Node logits, Node target) => logits.Graph.Map(
        (x, t) => Exprs.Select(Exprs.Less(0, x), x, 0) - (t * x) + Exprs.Unary(UnaryOp.Softplus, Exprs.Select(Exprs.Less(0, x), -x, x)),
        logits,
        target);
}
