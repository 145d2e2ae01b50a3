namespace DeepDsl.Compiler.Optimizers;

public sealed class AdamW : AdamFamily
{
    public override string Summary => "Adam with decoupled weight decay (Loshchilov and Hutter, 2019)";

    public override double WeightDecay => 0.01;

    public override bool DecoupledDecay => true;

    public override UsualSettings Usual => new(LeastRate: 1e-8, MostRate: 0.05, StartRate: 1e-3, Decay: 0.01);
}
