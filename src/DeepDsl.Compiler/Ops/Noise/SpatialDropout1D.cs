using DeepDsl.Compiler.Ir;

namespace DeepDsl.Compiler.Ops.Noise;

public sealed class SpatialDropout1D : Noisy
{
    public override string Summary => "dropout of whole channels of [T, C]";

    public override IReadOnlyList<Example> Examples => [new("Rate = 0.4", [5, 3]), new("Rate = 0.5", [1, 1]), new("Rate = 0.5", [3, 17])];

    public override string Reference => "x * (random >= rate) / (1 - rate) if training else x";

    protected override Shape? Infer(Layer layer, Shape input) => WindowArguments.CheckRank(layer, input, 1) ? input : null;

    protected override Node Disturb(LayerScope scope, Node x) => Dropout.Drop(scope, x, new Shape(x.Shape[0], 1, x.Shape.Channels));
}
