using DeepDsl.Compiler.Ir;

namespace DeepDsl.Compiler.Optimizers;

public sealed class Momentum : OptimizerRule
{
    public override string Summary => "descent along a decaying sum of the gradients (Polyak, 1964)";

    public override IReadOnlyList<string> Slots => ["sum"];

    public override IReadOnlyList<OptimizerSetting> Settings => [OptimizerSetting.Momentum];

    public override UsualSettings Usual => new(LeastRate: 1e-7, MostRate: 1, StartRate: 0.01, Decay: 1e-4);

    protected override Expr Move(UpdateScope step)
    {
        step["sum"] = (step.Momentum * step["sum"]) + step.Gradient;
        return step.Weight - (step.LearningRate * step["sum"]);
    }
}
