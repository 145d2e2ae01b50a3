using DeepDsl.Compiler.Ir;

namespace DeepDsl.Compiler.Ops.Losses;

public sealed class Poisson : LossFunction
{
    public override string Summary => "exp(prediction) - target * prediction: of counts, of which the prediction is the logarithm of the mean";

    public override LossQuestion Question => LossQuestion.Number;

    public override LossReads Reads(LossUse use) => LossReads.Numbers;

    public override Node PerElement(LossUse use, Node prediction, Node target) =>
        prediction.Graph.Map((p, t) => Exprs.Unary(UnaryOp.Exp, p) - (t * p), prediction, target);
}
