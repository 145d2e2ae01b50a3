using DeepDsl.Compiler.Ir;

namespace DeepDsl.Compiler.Ops.Noise;

public sealed class DropPath : Noisy
{
    public override string Summary => "stochastic depth: in training, a sample 0 with probability Rate and x / (1 - Rate) otherwise";

    public override IReadOnlyList<Example> Examples => [.. base.Examples, new("Rate = 0.4, PerStep = true", new Shape(3, 2, 5))];

    public override string Reference => "x * (random >= rate) / (1 - rate) if training else x";

    protected override Node Disturb(LayerScope scope, Node x) =>
        Dropout.Drop(scope, x, new Shape([x.Shape[0], .. Enumerable.Repeat((Dim)1, x.Shape.Rank - 1)]));
}
