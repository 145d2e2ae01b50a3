using DeepDsl.Compiler.Ir;

namespace DeepDsl.Compiler.Ops.Pools;

public sealed class GlobalSumPool1D() : GlobalPooling(1)
{
    public override string Summary => "sum of each channel of [T, C]";

    public override string Reference => "x.sum(1)";

    public override bool KeepsSums => false;

    protected override Node Reduce(Node x, int[] axes) => x.Graph.Sum(x, axes);
}
