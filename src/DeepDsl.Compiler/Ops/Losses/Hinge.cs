using DeepDsl.Compiler.Ir;

namespace DeepDsl.Compiler.Ops.Losses;

public sealed class Hinge : LossFunction
{
    public override string Summary => "max(0, 1 - y * prediction), with y = 1 for positive targets and -1 for others";

    public override LossQuestion Question => LossQuestion.YesOrNo;

    public override LossReads Reads(LossUse use) => LossReads.Scores;

    public override bool TakesLabels => true;

    /// <summary>Targets may be 0 and 1 or -1 and 1: both conventions are in use, and the sign decides in either.</summary>
    public override Node PerElement(LossUse use, Node prediction, Node target) => prediction.Graph.Map(
        (p, t) => Exprs.Binary(BinaryOp.Max, 1 - (Exprs.Select(Exprs.Less(0, t), 1, -1) * p), 0), prediction, target);
}
