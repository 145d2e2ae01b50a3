using DeepDsl.Compiler.Ir;

namespace DeepDsl.Compiler.Optimizers;

public sealed class Nesterov : OptimizerRule
{
    public override string Summary => "momentum that looks one step ahead (Nesterov, in the form of Sutskever et al., 2013)";

    public override IReadOnlyList<string> Slots => ["sum"];

    public override IReadOnlyList<OptimizerSetting> Settings => [OptimizerSetting.Momentum];

    public override UsualSettings Usual => new(LeastRate: 1e-7, MostRate: 1, StartRate: 0.01, Decay: 1e-4);

    protected override Expr Move(UpdateScope step)
    {
        step["sum"] = (step.Momentum * step["sum"]) + step.Gradient;
        return step.Weight - (step.LearningRate * ((step.Momentum * step["sum"]) + step.Gradient));
    }
}
