using DeepDsl.Compiler.Ir;

namespace DeepDsl.Compiler.Optimizers;

public sealed class Adagrad : OptimizerRule
{
    public override string Summary => "the rate falls with the sum of the squared gradients (Duchi et al., 2011)";

    public override IReadOnlyList<string> Slots => ["squareSum"];

    public override IReadOnlyList<OptimizerSetting> Settings => [OptimizerSetting.Epsilon with { Default = 1e-10 }];

    public override UsualSettings Usual => new(LeastRate: 1e-6, MostRate: 1, StartRate: 0.01, Decay: 1e-4);

    protected override Expr Move(UpdateScope step)
    {
        step["squareSum"] = (step.Gradient * step.Gradient) + step["squareSum"];
        return step.Weight - (step.LearningRate * step.Gradient / (Exprs.Unary(UnaryOp.Sqrt, step["squareSum"]) + step.Epsilon));
    }
}
