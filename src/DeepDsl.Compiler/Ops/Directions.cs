using DeepDsl.Compiler.Ir;

namespace DeepDsl.Compiler.Ops;

/// <summary>Vectors along the last dimension, of which only the direction counts.</summary>
internal static class Directions
{
    /// <summary>The square of the length below which a vector has no direction: PyTorch's bound.</summary>
    private const double Least = 1e-16;

    /// <summary>
    /// Of length 1; zero, with no gradient, where a vector is shorter than 1e-8: a derivative that divides by such a length would throw the
    /// model away.
    /// </summary>
    public static Node Of(Node x)
    {
        Graph g = x.Graph;
        Node square = g.Sum(x * x, -1);
        return g.Map((v, s) => Exprs.Select(Exprs.Less(s, Least), 0, v / Exprs.Unary(UnaryOp.Sqrt, Exprs.Binary(BinaryOp.Max, s, Least))), x, square);
    }
}
