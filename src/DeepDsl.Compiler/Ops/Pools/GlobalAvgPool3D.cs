using DeepDsl.Compiler.Ir;

namespace DeepDsl.Compiler.Ops.Pools;

public sealed class GlobalAvgPool3D() : GlobalPooling(3)
{
    public override string Summary => "mean of each channel of [D, H, W, C]";

    public override string Reference => "x.mean((1, 2, 3))";

    protected override Node Reduce(Node x, int[] axes) => x.Graph.Mean(x, axes);
}
