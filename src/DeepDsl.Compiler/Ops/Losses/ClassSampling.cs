using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ops.Activations;

namespace DeepDsl.Compiler.Ops.Losses;

/// <summary>
/// A softmax of which training computes the label's class and a few others, drawn anew at each step, in place of all (Bengio and Senecal,
/// 2003; Jean et al., 2015). Each score loses the logarithm of how often its class is expected among those drawn, so that they stand for
/// all: in expectation their exponentials add up to the sum over all classes.
/// </summary>
/// <param name="Count">Classes drawn, with repetition.</param>
/// <param name="IsUniform">Whether all have one chance; else class c has ln((c + 2) / (c + 1)) / ln(classes + 1), as ranks of words have.</param>
public sealed record ClassSampling(int Count, bool IsUniform)
{
    /// <summary>Of the series of atanh below, which converges by a factor of 9 or more: what is left out is below 1e-12.</summary>
    private const int Terms = 12;

    /// <summary>The loss of each position.</summary>
    /// <param name="scores">[.., 1 + Count]: that of the label's class first.</param>
    /// <param name="label">[.., 1].</param>
    /// <param name="drawn">[Count].</param>
    /// <param name="classes">Of which they are drawn.</param>
    public Node PerLabel(Node scores, Node label, Node drawn, int classes)
    {
        Graph g = scores.Graph;

        // An ignored label may be below all classes, where its logarithm would be no number, and a gradient of 0 times it neither.
        Node LogExpected(Node numbers) => g.Map(c => LogOfExpected(Exprs.Binary(BinaryOp.Max, c, 0), classes), numbers);
        Node own = g.Slice(scores, -1, 0, 1) - LogExpected(label);

        // The label's own class is among them by accident at times: it must not stand for one of the others.
        Node others = g.Map((s, c, l) => Exprs.Select(Exprs.Binary(BinaryOp.Equal, c, l), MaskedSoftmax.Never, s),
            g.Slice(scores, -1, 1, Count) - LogExpected(drawn), drawn, label);
        return LogSoftmax.Whole(g.Concat(-1, own, others), scores.Shape.Rank - 1) - own;
    }

    /// <summary>The logarithm of how often a class is expected among those drawn. One that is equal for all changes no softmax.</summary>
    private Expr LogOfExpected(Expr number, int classes)
    {
        if (IsUniform)
        {
            return 0;
        }

        // ln((c + 2) / (c + 1)) is 2 atanh(z): the quotient itself would lose all digits of a rare class in a float.
        Expr z = 1 / ((2 * number) + 3);
        Expr square = z * z;
        Expr series = 1.0 / ((2 * Terms) - 1);
        for (int i = Terms - 2; i >= 0; i--)
        {
            series = (1.0 / ((2 * i) + 1)) + (square * series);
        }

        return Exprs.Unary(UnaryOp.Log, z * series) + Math.Log(2 * Count / Math.Log(classes + 1.0));
    }
}
