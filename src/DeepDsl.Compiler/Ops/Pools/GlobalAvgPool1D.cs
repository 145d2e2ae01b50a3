using DeepDsl.Compiler.Ir;

namespace DeepDsl.Compiler.Ops.Pools;

public sealed class GlobalAvgPool1D() : GlobalPooling(1)
{
    public override string Summary => "mean of each channel of [T, C]";

    public override string Reference => "x.mean(1)";

    protected override Node Reduce(Node x, int[] axes) => x.Graph.Mean(x, axes);

    protected override Node Reduce(LayerScope scope, Node x, Node lengths) =>
        x.Graph.Sum(scope.Masked(x), 1) / x.Graph.Max(lengths, 1);
}
