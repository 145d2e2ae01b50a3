using DeepDsl.Compiler.Ir;

namespace DeepDsl.Compiler.Ops.Losses;

public sealed class MeanAbsoluteError : LossFunction
{
    public override string Summary => "|prediction - target|";

    public override LossQuestion Question => LossQuestion.Number;

    public override LossReads Reads(LossUse use) => LossReads.Numbers;

    public override Node PerElement(LossUse use, Node prediction, Node target) => prediction.Graph.Abs(prediction - target);
}
