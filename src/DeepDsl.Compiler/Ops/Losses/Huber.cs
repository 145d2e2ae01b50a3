using DeepDsl.Compiler.Ir;

namespace DeepDsl.Compiler.Ops.Losses;

public sealed class Huber : LossFunction
{
    public override string Summary => "half the squared error up to Delta, linear with slope Delta beyond";

    public override IReadOnlyList<OpArgument> Arguments { get; } = [OpArgument.Real("Delta", 1, min: OpArgument.AboveZero)];

    public override LossQuestion Question => LossQuestion.Number;

    public override LossReads Reads(LossUse use) => LossReads.Numbers;

    public override Node PerElement(LossUse use, Node prediction, Node target)
    {
        double delta = use.Real("Delta");
        return prediction.Graph.Map(
            error =>
            {
                Expr size = Exprs.Unary(UnaryOp.Abs, error);
                return Exprs.Select(Exprs.Less(size, delta), 0.5 * (error * error), delta * (size - (0.5 * delta)));
            },
            prediction - target);
    }
}
