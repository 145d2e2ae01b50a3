using DeepDsl.Compiler.Ir;

namespace DeepDsl.Compiler.Ops.Pools;

public sealed class GlobalAvgPool2D() : GlobalPooling(2)
{
    public override string Summary => "mean of each channel of [H, W, C]";

    public override string Reference => "x.mean((1, 2))";

    protected override Node Reduce(Node x, int[] axes) => x.Graph.Mean(x, axes);
}
