using DeepDsl.Compiler.Ir;

namespace DeepDsl.Compiler.Optimizers;

/// <summary>
/// Adam and its kin: a mean of the gradient, divided by the root of a mean of its square, both corrected for their start at 0.
/// </summary>
public abstract class AdamFamily : OptimizerRule
{
    public override IReadOnlyList<string> Slots => ["mean", "square"];

    public override IReadOnlyList<OptimizerSetting> Settings => [OptimizerSetting.Beta1, OptimizerSetting.Beta2, OptimizerSetting.Epsilon];

    protected override Expr Move(UpdateScope step)
    {
        step["mean"] = (step.Beta1 * step["mean"]) + (step.Rest("rest1", step.Beta1) * step.Gradient);
        step["square"] = (step.Beta2 * step["square"]) + (step.Rest("rest2", step.Beta2) * step.Gradient * step.Gradient);
        Expr correction = step.Scalar("correction", 1 / Exprs.Unary(UnaryOp.Sqrt, Correction(step.Beta2, step)));
        Expr divisor = step.Let("divisor", (Exprs.Unary(UnaryOp.Sqrt, step["square"]) * correction) + step.Epsilon);
        return step.Weight - (Change(step) / divisor);
    }

    /// <summary>The step before the division; corrections that are the same for all weights go into its rates.</summary>
    protected virtual Expr Change(UpdateScope step) =>
        step.Scalar("rate", step.LearningRate / Correction(step.Beta1, step)) * step["mean"];

    private static Expr Correction(Expr beta, UpdateScope step) => 1 - Exprs.Binary(BinaryOp.Pow, beta, step.Step);
}
