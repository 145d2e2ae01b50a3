using DeepDsl.Compiler.Ir;

namespace DeepDsl.Compiler.Ops.Norms;

/// <summary>What the norms have in common.</summary>
internal static class Standardize
{
    public static IReadOnlyList<OpArgument> Arguments(bool affine) =>
        [OpArgument.Real("Eps", 1e-5, 0), OpArgument.Bool("Affine", affine), .. OpArgument.Weighted];

    /// <summary>Mean and biased variance over axes, which stay with size one.</summary>
    public static (Node Mean, Node Variance) Moments(Node x, params int[] axes)
    {
        Node mean = Roles.Name(x.Graph.Mean(x, axes), "mean");

        // The variance does not change with the mean that is subtracted: that derivative is a sum of deviations, which is zero.
        Node centred = x - x.Graph.Detach(mean);
        return (mean, Roles.Name(x.Graph.Mean(centred * centred, axes), "variance"));
    }

    /// <summary>The same of values that are no padding: where <paramref name="present"/> is 1, which is <paramref name="count"/> times.</summary>
    public static (Node Mean, Node Variance) Moments(Node x, Node present, Node count, int[] axes)
    {
        Node Own(Node value) => StepLengths.Kept(present, value, x.Graph.Constant(0));
        Node mean = Roles.Name(x.Graph.Sum(Own(x), axes) / count, "mean");
        Node centred = Own(x - x.Graph.Detach(mean));
        return (mean, Roles.Name(x.Graph.Sum(centred * centred, axes) / count, "variance"));
    }

    /// <summary>(x - mean) / sqrt(variance + eps).</summary>
    public static Node Apply(Node x, Node mean, Node variance, double eps) => (x - mean) * InverseDeviation(variance, eps);

    /// <summary>x to mean 0 and variance 1 over axes.</summary>
    public static Node Over(Node x, double eps, params int[] axes)
    {
        (Node mean, Node variance) = Moments(x, axes);
        return Apply(x, mean, variance, eps);
    }

    /// <summary>The same over the own steps of padded sequences [N, T, ..], with the other <paramref name="axes"/>.</summary>
    /// <param name="scope">Of the layer.</param>
    /// <param name="sequences">What tells of the steps of <paramref name="x"/>.</param>
    /// <param name="x">With the same samples and steps, and any axes behind them.</param>
    public static Node OverOwn(LayerScope scope, Node sequences, Node x, double eps, params int[] axes)
    {
        if (scope.Present(sequences) is not { } present)
        {
            return Over(x, eps, axes);
        }

        Graph g = x.Graph;
        Dim inStep = new Shape(axes.Where(a => a > 1).Select(a => x.Shape[a])).Size;
        Node steps = g.Max(StepLengths.Along(scope.Lengths(sequences)!, x.Shape.Rank), 1); // of a sequence without any, nothing is divided by 0
        (Node mean, Node variance) = Moments(x, StepLengths.Along(present, x.Shape.Rank), steps * g.Size(inStep), axes);
        return Apply(x, mean, variance, eps);
    }

    public static Node InverseDeviation(Node variance, double eps) =>
        Roles.Name(variance.Graph.Map(v => 1 / Exprs.Unary(UnaryOp.Sqrt, v + eps), variance), "scale");

    /// <summary>x * weight + bias, if the layer is Affine.</summary>
    public static Node Scale(LayerScope scope, Node x, Shape shape) =>
        scope.Layer.Bool("Affine") ? (x * Weight(scope, shape)) + Bias(scope, shape) : x;

    public static Node Weight(LayerScope scope, Shape shape, string role = "weight") =>
        scope.Parameter(role, shape, ParameterInit.Ones, isWeight: false);

    public static Node Bias(LayerScope scope, Shape shape, string role = "bias") =>
        scope.Parameter(role, shape, ParameterInit.Zeros, isWeight: false);
}
