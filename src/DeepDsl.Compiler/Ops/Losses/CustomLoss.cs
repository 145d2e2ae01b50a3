using DeepDsl.Compiler.Ir;

namespace DeepDsl.Compiler.Ops.Losses;

/// <summary>A function of the model's own, of each prediction and its target.</summary>
public sealed class CustomLoss(string function, Expr body) : LossFunction
{
    public override string Name => function;

    public override string Summary => "a function of the model's own";

    public override LossQuestion Question => LossQuestion.Unknown;

    public override LossReads Reads(LossUse use) => LossReads.Numbers;

    public override Node PerElement(LossUse use, Node prediction, Node target) =>
        prediction.Graph.Map(body, prediction.Shape, prediction, target);
}
