using DeepDsl.Compiler.Ir;

namespace DeepDsl.Compiler.Ops;

/// <summary>A rate of a layer that the program may change: its functions are numbers that a call finds in memory.</summary>
public sealed class LayerRate(Graph graph, string name, double declared)
{
    /// <summary>The rate itself, [1].</summary>
    public Node Value => Of(rate => rate);

    /// <summary>By how much what a dropout keeps is enlarged, [1].</summary>
    public Node Enlargement => Of(rate => 1 / (1 - rate));

    /// <summary>A function of it, [1].</summary>
    public Node Of(Func<Expr, Expr> function) => graph.Rate(name, function(Exprs.Arg(0)), declared);
}
