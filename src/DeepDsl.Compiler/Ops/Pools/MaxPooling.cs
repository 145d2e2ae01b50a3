using DeepDsl.Compiler.Ir.Primitives;

namespace DeepDsl.Compiler.Ops.Pools;

/// <summary>Maximum of each window; padding never wins.</summary>
public abstract class MaxPooling(int rank) : Pooling(rank)
{
    public override IReadOnlyList<OpArgument> Arguments { get; } =
        [.. WindowArguments.Pool(rank, dilation: true), OpArgument.Bool("Ceil", false)];

    public override bool KeepsSums => false;

    public override string Reference => "max_pool(x, arguments)";

    protected override PoolKind Kind(Layer layer) => PoolKind.Max;
}
