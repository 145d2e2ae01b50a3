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
    public static Node OfProbability(Node p)
    {
        Graph g = p.Graph;
        Node value = g.Detach(g.Map(v => Exprs.Binary(BinaryOp.Max, Exprs.Unary(UnaryOp.Log, v), Least), p));
        Node zero = p - g.Detach(p); // carries the derivative
        return value + (zero / g.Detach(g.Max(p, LeastDivisor)));
    }
}
