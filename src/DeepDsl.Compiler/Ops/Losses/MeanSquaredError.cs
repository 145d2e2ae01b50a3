using DeepDsl.Compiler.Ir;

namespace DeepDsl.Compiler.Ops.Losses;

public sealed class MeanSquaredError : LossFunction
{
    public override string Summary => "(prediction - target)^2";

    public override LossQuestion Question => LossQuestion.Number;

    public override LossReads Reads(LossUse use) => LossReads.Numbers;

    public override Node PerElement(LossUse use, Node prediction, Node target) =>
        prediction.Graph.Map((p, t) => (p - t) * (p - t), prediction, target);
}
