using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;

namespace DeepDsl.Compiler.Ops.Pools;

public sealed class GlobalMaxPool2D() : GlobalPooling(2)
{
    public override string Summary => "maximum of each channel of [H, W, C]";

    public override bool KeepsSums => false;

    public override string Reference => "x.amax((1, 2))";

    protected override Node Reduce(Node x, int[] axes) => x.Graph.Reduce(ReduceKind.Max, x, axes);
}
