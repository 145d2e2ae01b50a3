using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;

namespace DeepDsl.Compiler.Ops.Noise;

public sealed class GaussianNoise : Noisy
{
    public override string Summary => "in training, x plus normal noise";

    public override IReadOnlyList<OpArgument> Arguments { get; } = [new("StdDev", ArgumentType.Real, Min: 0)];

    public override IReadOnlyList<Example> Examples => [new("StdDev = 0.1", [2, 3, 5]), new("StdDev = 2", [1]), new("StdDev = 0", [17])];

    public override string Reference => "x + stddev * random if training else x";

    protected override Node Disturb(LayerScope scope, Node x) => scope.Rate("StdDev", RateRange.Positive) is { } deviation
        ? scope.Graph.Map((v, normal, factor) => v + (factor * normal), x, scope.Random(RandomKind.Normal, x.Shape), deviation.Value)
        : x;
}
