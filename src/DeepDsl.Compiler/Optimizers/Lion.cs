using DeepDsl.Compiler.Ir;

namespace DeepDsl.Compiler.Optimizers;

public sealed class Lion : OptimizerRule
{
    public override string Summary => "every weight moves by the rate, in the direction of an interpolated momentum (Chen et al., 2023)";

    public override IReadOnlyList<string> Slots => ["mean"];

    public override IReadOnlyList<OptimizerSetting> Settings => [OptimizerSetting.Beta1, OptimizerSetting.Beta2 with { Default = 0.99 }];

    public override bool DecoupledDecay => true;

    public override UsualSettings Usual => new(LeastRate: 1e-8, MostRate: 3e-3, StartRate: 1e-4, Decay: 0.1);

    protected override Expr Move(UpdateScope step)
    {
        Expr direction = step.Let("direction", (step.Beta1 * step["mean"]) + (step.Rest("rest1", step.Beta1) * step.Gradient));
        step["mean"] = (step.Beta2 * step["mean"]) + (step.Rest("rest2", step.Beta2) * step.Gradient);
        Expr sign = step.Let("sign", Exprs.Unary(UnaryOp.Sign, direction));
        return step.Weight - (step.LearningRate * sign);
    }
}
