using DeepDsl.Compiler.Ir;

namespace DeepDsl.Compiler.Ops.Losses;

public sealed class LogCosh : LossFunction
{
    public override string Summary => "ln(cosh(prediction - target))";

    public override LossQuestion Question => LossQuestion.Number;

    public override LossReads Reads(LossUse use) => LossReads.Numbers;

    public override Node PerElement(LossUse use, Node prediction, Node target) => prediction.Graph.Map(LnCosh, prediction - target);

    /// <summary>
    /// cosh overflows where its logarithm is nearly |x| - ln 2, so far from 0: |x| + softplus(-2 |x|) - ln 2. That cancels near 0, where it is
    /// x^2 / 2; there 1 / cosh^2 = 1 - tanh^2 gives -ln(1 - tanh^2) / 2.
    /// </summary>
    private static Expr LnCosh(Expr x)
    {
        (Expr size, Expr tanh) = (Exprs.Unary(UnaryOp.Abs, x), Exprs.Unary(UnaryOp.Tanh, x));
        Expr near = -0.5 * Exprs.Unary(UnaryOp.LogP1, -(tanh * tanh));
        Expr far = size + Exprs.Unary(UnaryOp.Softplus, -2 * size) - Math.Log(2);
        return Exprs.Select(Exprs.Less(size, 1), near, far);
    }
}
