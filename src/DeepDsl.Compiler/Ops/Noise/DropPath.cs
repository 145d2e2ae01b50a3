using DeepDsl.Compiler.Ir;

namespace DeepDsl.Compiler.Ops.Noise;

public sealed class DropPath : Noisy
{
    public override string Summary => "stochastic depth: in training, a sample 0 with probability Rate and x / (1 - Rate) otherwise";

    public override string Reference => "x * (random >= rate) / (1 - rate) if training else x";

    protected override Node Disturb(LayerScope scope, Node x) =>
        Dropout.Drop(scope, x, new Shape([Dim.N, .. Enumerable.Repeat((Dim)1, x.Shape.Rank - 1)]));
}
