using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;

namespace DeepDsl.Compiler.Ops.Noise;

public sealed class Dropout : Noisy
{
    public override string Summary => "in training, each element 0 with probability Rate and x / (1 - Rate) otherwise";

    public override string Reference => "x * (random >= rate) / (1 - rate) if training else x";

    protected override Node Disturb(LayerScope scope, Node x) => x is SparseRowsNode rows ? Entries(scope, rows) : Drop(scope, x, x.Shape);

    /// <summary>Of sparse rows, entries: what is 0 stays 0.</summary>
    private static Node Entries(LayerScope scope, SparseRowsNode rows)
    {
        Graph g = scope.Graph;
        Node values = rows.Values ?? g.Map(1, rows.Columns.Shape);
        return g.SparseRows(rows.Columns, Drop(scope, values, values.Shape), rows.Width);
    }

    /// <summary>One decision for each element of <paramref name="decisions"/>, which broadcasts to x.</summary>
    internal static Node Drop(LayerScope scope, Node x, Shape decisions, string argument = "Rate") =>
        scope.Rate(argument) is { } rate ? Drop(x, scope.Random(RandomKind.Uniform, decisions), rate) : x;

    /// <summary>What is decided by a uniform number below the rate is zero, the rest larger.</summary>
    internal static Node Drop(Node x, Node random, LayerRate rate)
    {
        Expr kept = Exprs.Arg(0) * Exprs.Arg(3);
        return x.Graph.Map(Exprs.Select(Exprs.Less(Exprs.Arg(1), Exprs.Arg(2)), 0, kept), null, x, random, rate.Value, rate.Enlargement);
    }
}
