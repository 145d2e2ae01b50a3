using DeepDsl.Compiler.Ir;

namespace DeepDsl.Compiler.Optimizers;

public sealed class SGD : OptimizerRule
{
    public override string Summary => "stochastic gradient descent";

    // Squared errors of small networks are trained with rates of 1 and more.
    public override UsualSettings Usual => new(LeastRate: 1e-7, MostRate: 10, StartRate: 0.01, Decay: 1e-4);

    protected override Expr Move(UpdateScope step) => step.Weight - (step.LearningRate * step.Gradient);
}
