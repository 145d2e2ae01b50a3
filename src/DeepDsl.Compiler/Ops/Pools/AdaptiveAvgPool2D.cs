using DeepDsl.Compiler.Ir.Primitives;

namespace DeepDsl.Compiler.Ops.Pools;

public sealed class AdaptiveAvgPool2D() : AdaptivePooling(2)
{
    public override string Summary => "mean of a given number of windows over [H, W, C]";

    public override IReadOnlyList<Example> Examples =>
    [
        new("Size = 2", [6, 4, 3]), new("Size = 1", [1, 1, 1]), new("SizeH = 3, SizeW = 2", [7, 5, 17]),
        new("Size = 5, SizeW = 1", [3, 4, 2]),
    ];

    public override string Reference =>
        "channels_first(torch.nn.functional.adaptive_avg_pool2d, x, (side(sizeh, size), side(sizew, size)))";

    protected override PoolKind Kind => PoolKind.Average;
}
