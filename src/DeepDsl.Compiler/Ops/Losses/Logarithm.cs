using DeepDsl.Compiler.Ir;

namespace DeepDsl.Compiler.Ops.Losses;

/// <summary>Logarithms of what may be 0.</summary>
internal static class Logarithm
{
    private const double Least = -100;

    private const double LeastDivisor = 1e-12f; // a float in PyTorch too

    /// <summary>
    /// ln(p), at least -100, with the derivative 1 / max(p, 1e-12): PyTorch's bounds. The true derivative overflows a float for a
    /// probability that a softmax or sigmoid has rounded to almost 0, and the next product would make it NaN; a plain clamp would have
    /// the derivative 0 there, and the model would not learn from its worst mistakes.
    /// </summary>
    public static Node OfProbability(Node p) => Bounded(p.Graph.Log(p), p, p);

    /// <summary>ln(1 - p) likewise, of which a small p is not lost.</summary>
    public static Node OfComplement(Node p) => Bounded(p.Graph.Unary(UnaryOp.LogP1, -p), -p, 1 - p);

    /// <param name="argument">The argument of the logarithm, up to a constant: its derivative is passed on.</param>
    /// <param name="divisor">The argument.</param>
    private static Node Bounded(Node logarithm, Node argument, Node divisor)
    {
        Graph g = logarithm.Graph;
        Node value = g.Detach(g.Map(v => Exprs.Binary(BinaryOp.Max, v, Least), logarithm));
        Node zero = argument - g.Detach(argument); // carries the derivative
        return value + (zero / g.Detach(g.Max(divisor, LeastDivisor)));
    }
}
