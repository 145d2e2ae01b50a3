using DeepDsl.Compiler.Ir;

namespace DeepDsl.Compiler.Ops.Losses;

public sealed class LogCosh : LossFunction
{
    public override string Summary => "ln(cosh(prediction - target))";

    /// <summary>cosh overflows where its logarithm is nearly |error| - ln 2, so: ln cosh e = e + softplus(-2 e) - ln 2.</summary>
    public override Node PerElement(LossUse use, Node prediction, Node target) =>
        prediction.Graph.Map(error => error + Exprs.Unary(UnaryOp.Softplus, -2 * error) - Math.Log(2), prediction - target);
}
