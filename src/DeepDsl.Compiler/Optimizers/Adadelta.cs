using DeepDsl.Compiler.Ir;

namespace DeepDsl.Compiler.Optimizers;

public sealed class Adadelta : OptimizerRule
{
    public override string Summary => "the size of a step follows from those before it (Zeiler, 2012)";

    public override IReadOnlyList<string> Slots => ["gradientSquare", "changeSquare"]; // means of both

    public override IReadOnlyList<OptimizerSetting> Settings =>
        [OptimizerSetting.Epsilon with { Default = 1e-6 }, OptimizerSetting.Rho with { Default = 0.9 }];

    public override UsualSettings Usual => new(LeastRate: 0.01, MostRate: 10, StartRate: 1, Decay: 1e-4);

    protected override Expr Move(UpdateScope step)
    {
        Expr rest = step.Rest("rest", step.Rho);
        step["gradientSquare"] = (step.Rho * step["gradientSquare"]) + (rest * step.Gradient * step.Gradient);
        Expr change = step.Let("change", Size(step, "changeSquare") / Size(step, "gradientSquare") * step.Gradient);
        step["changeSquare"] = (step.Rho * step["changeSquare"]) + (rest * change * change);
        return step.Weight - (step.LearningRate * change);
    }

    private static Expr Size(UpdateScope step, string slot) => Exprs.Unary(UnaryOp.Sqrt, step[slot] + step.Epsilon);
}
