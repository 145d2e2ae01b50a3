using DeepDsl.Compiler.Ir.Primitives;

namespace DeepDsl.Compiler.Ops.Pools;

/// <summary>Mean of each window; CountIncludePad says whether padding counts as zeros.</summary>
public abstract class AvgPooling(int rank) : Pooling(rank)
{
    public override IReadOnlyList<OpArgument> Arguments { get; } =
        [.. WindowArguments.Pool(rank, dilation: false), OpArgument.Bool("CountIncludePad", true)];

    public override string Reference => "avg_pool(x, arguments)";

    protected override PoolKind Kind(Layer layer) => layer.Bool("CountIncludePad") ? PoolKind.Average : PoolKind.AverageInside;
}
