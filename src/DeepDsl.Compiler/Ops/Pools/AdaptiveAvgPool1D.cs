using DeepDsl.Compiler.Ir.Primitives;

namespace DeepDsl.Compiler.Ops.Pools;

public sealed class AdaptiveAvgPool1D() : AdaptivePooling(1)
{
    public override string Summary => "mean of a given number of windows over [T, C]";

    public override IReadOnlyList<Example> Examples =>
    [
        new("Size = 2", [6, 3]), new("Size = 1", [1, 1]), new("Size = 3", [7, 17]), new("Size = 5", [3, 2]),
    ];

    public override string Reference => "channels_first(torch.nn.functional.adaptive_avg_pool1d, x, size)";

    protected override PoolKind Kind => PoolKind.Average;
}
