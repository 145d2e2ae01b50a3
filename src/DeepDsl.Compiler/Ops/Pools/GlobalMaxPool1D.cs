using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;

namespace DeepDsl.Compiler.Ops.Pools;

public sealed class GlobalMaxPool1D() : GlobalPooling(1)
{
    public override string Summary => "maximum of each channel of [T, C]";

    public override bool KeepsSums => false;

    public override string Reference => "x.amax(1)";

    protected override Node Reduce(Node x, int[] axes) => x.Graph.Reduce(ReduceKind.Max, x, axes);

    protected override Node Reduce(LayerScope scope, Node x, Node lengths) => x.Graph.Map(
        (most, n) => Exprs.Select(n, most, 0), Reduce(scope.Masked(x, -float.MaxValue), [1]), lengths);
}
