using DeepDsl.Compiler.Ir;

namespace DeepDsl.Compiler.Ops.Activations;

/// <summary>Softmax of some of the scores along an axis.</summary>
internal static class MaskedSoftmax
{
    /// <summary>
    /// The score, or the logarithm of a probability, of what can't be: no exponential is left of it beside any other. It is finite, so that
    /// differences of two are numbers.
    /// </summary>
    public const double Never = -1e30;

    /// <summary>Those that don't count get 0, even where there are no others, and whatever their scores are.</summary>
    /// <param name="scores">Of all.</param>
    /// <param name="counts">1 and 0, repeated up to the scores' shape.</param>
    /// <param name="axis">Along which.</param>
    public static Node Along(Node scores, Node counts, int axis)
    {
        Node Own(Node x, double otherwise) => scores.Graph.Map((own, value) => Exprs.Select(own, value, otherwise), counts, x);
        return Own(Softmax.Along(Own(scores, Never), axis), 0);
    }
}
