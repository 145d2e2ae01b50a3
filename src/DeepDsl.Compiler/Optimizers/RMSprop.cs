using DeepDsl.Compiler.Ir;

namespace DeepDsl.Compiler.Optimizers;

public sealed class RMSprop : OptimizerRule
{
    public override string Summary => "the rate falls with the mean square of the gradient (Tieleman and Hinton, 2012)";

    public override IReadOnlyList<string> Slots => ["square"];

    public override IReadOnlyList<OptimizerSetting> Settings => [OptimizerSetting.Epsilon, OptimizerSetting.Rho];

    public override UsualSettings Usual => new(LeastRate: 1e-8, MostRate: 0.05, StartRate: 1e-3, Decay: 1e-4);

    protected override Expr Move(UpdateScope step)
    {
        step["square"] = (step.Rho * step["square"]) + (step.Rest("rest", step.Rho) * step.Gradient * step.Gradient);
        return step.Weight - (step.LearningRate * step.Gradient / (Exprs.Unary(UnaryOp.Sqrt, step["square"]) + step.Epsilon));
    }
}
