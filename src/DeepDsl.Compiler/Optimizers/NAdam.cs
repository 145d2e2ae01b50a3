using DeepDsl.Compiler.Ir;

namespace DeepDsl.Compiler.Optimizers;

public sealed class NAdam : AdamFamily
{
    public override string Summary => "Adam with Nesterov's momentum (Dozat, 2016)";

    public override UsualSettings Usual => new(LeastRate: 1e-8, MostRate: 0.05, StartRate: 1e-3, Decay: 1e-4);

    /// <summary>The momentum looks one step ahead: the gradient enters beside its mean, each with its own correction.</summary>
    protected override Expr Change(UpdateScope step)
    {
        Expr gradientRate = step.Scalar("gradientRate", step.LearningRate * (1 - step.NAdamNow) / (1 - step.NAdamProduct));
        Expr meanRate = step.Scalar("meanRate", step.LearningRate * step.NAdamNext / (1 - (step.NAdamProduct * step.NAdamNext)));
        return step.Let("change", (gradientRate * step.Gradient) + (meanRate * step["mean"]));
    }
}
