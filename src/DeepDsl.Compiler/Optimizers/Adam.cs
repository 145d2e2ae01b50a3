namespace DeepDsl.Compiler.Optimizers;

public sealed class Adam : AdamFamily
{
    public override string Summary => "a mean of the gradient over the root of a mean of its square (Kingma and Ba, 2015)";

    public override UsualSettings Usual => new(LeastRate: 1e-8, MostRate: 0.05, StartRate: 1e-3, Decay: 1e-4);
}
