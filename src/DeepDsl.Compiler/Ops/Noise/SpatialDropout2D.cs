using DeepDsl.Compiler.Ir;

namespace DeepDsl.Compiler.Ops.Noise;

public sealed class SpatialDropout2D : Noisy
{
    public override string Summary => "dropout of whole channels of [H, W, C]";

    public override IReadOnlyList<Example> Examples =>
    [
        new("Rate = 0.4", [3, 2, 5]), new("Rate = 0.5", [1, 1, 1]), new("Rate = 0.5", [3, 2, 17]), new("Rate = 0.4, PerStep = true", [3, 2, 2, 5]),
    ];

    public override string Reference => "x * (random >= rate) / (1 - rate) if training else x";

    protected override Shape? Infer(Layer layer, Shape input) => WindowArguments.CheckRank(layer, input, 2) ? input : null;

    protected override Node Disturb(LayerScope scope, Node x) => Dropout.Drop(scope, x, new Shape(x.Shape[0], 1, 1, x.Shape.Channels));
}
