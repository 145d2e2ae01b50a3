using DeepDsl.Compiler.Ir;

namespace DeepDsl.Compiler.Ops.Losses;

public sealed class CosineDistance : LossFunction
{
    public override string Summary => "1 - the cosine of the angle between prediction and target, vectors along the last dimension";

    public override LossQuestion Question => LossQuestion.Number;

    public override LossReads Reads(LossUse use) => LossReads.Numbers;

    public override Node PerElement(LossUse use, Node prediction, Node target) =>
        1 - prediction.Graph.Sum(Directions.Of(prediction) * Directions.Of(target), -1);
}
