using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Ops.Norms;

public sealed class BatchNorm : LayerOp
{
    public override string Summary => "each channel to mean 0 and variance 1, by the batch in training and by running statistics otherwise";

    public override IReadOnlyList<OpArgument> Arguments { get; } =
        [OpArgument.Real("Momentum", 0.1, 0), .. Standardize.Arguments(affine: true)];

    public override StepUse Steps(Layer layer, IReadOnlyList<Shape> inputs) => StepUse.Joins;

    public override bool MixesSamples(Layer layer) => true;

    public override OpRole Role => OpRole.Norm;

    public override IReadOnlyList<Example> Examples =>
    [
        new("", [3, 2, 5]), new("", [1]) { Batch = 3 }, new("Eps = 0.01, Momentum = 0.3", [4, 17]),
        new("Affine = false", [3]) { Batch = 5 },
        new("Trainable = false", [2, 3]),
        new("PerStep = true", [3, 2, 5]),
    ];

    public override string Reference => "batch_norm(x, weight, bias, running_mean, running_var, training and trainable, momentum, eps)";

    protected override Shape? Infer(Layer layer, Shape input)
    {
        if (layer.Real("Momentum") > 1)
        {
            layer.Report(ProblemKind.ArgumentRange,
                $"has Momentum = {layer.Spec["Momentum"]}; it is the share of the new batch in the running statistics, from 0 to 1",
                "Momentum", Remedy.Set("Momentum", ArgumentChecks.ScaledBelow(layer.Real("Momentum"), 1)));
            return null;
        }

        return input;
    }

    protected override Node Forward(LayerScope scope, Node x) =>
        Normalize(scope, x, "", scope.Layer.Real("Momentum"), scope.Layer.Real("Eps"), scope.Layer.Bool("Affine"));

    /// <summary>Normalizes the last axis; parameters and states have <paramref name="prefix"/> before their roles.</summary>
    internal static Node Normalize(LayerScope scope, Node x, string prefix, double momentum = 0.1, double eps = 1e-5, bool affine = true)
    {
        Shape channels = new(x.Shape.Channels);
        Node runningMean = scope.State(prefix + "running_mean", channels, 0);
        Node runningVariance = scope.State(prefix + "running_var", channels, 1);
        (Node mean, Node variance) = (runningMean, runningVariance);

        // A frozen batch norm keeps to its running statistics in training too.
        if (scope.Training && scope.Layer.Bool("Trainable"))
        {
            int[] axes = [.. Enumerable.Range(0, x.Shape.Rank - 1)];
            Node count = scope.Graph.Size(new Shape(x.Shape.Take(x.Shape.Rank - 1)).Size);
            if (scope.Present(x) is { } present)
            {
                count = Count(present, x.Shape);
                (mean, variance) = Standardize.Moments(x, StepLengths.Along(present, x.Shape.Rank), count, axes);
            }
            else
            {
                (mean, variance) = Standardize.Moments(x, axes);
            }

            Running(scope, runningMean, mean, momentum);
            Running(scope, runningVariance, variance * Unbiased(count), momentum);
            (mean, variance) = (UnlessFrozen(scope, runningMean, mean), UnlessFrozen(scope, runningVariance, variance));
        }

        Node scale = Standardize.InverseDeviation(variance, eps);
        if (!affine)
        {
            return (x - mean) * scale;
        }

        Node weight = Standardize.Weight(scope, channels, prefix + "weight");
        return ((x - mean) * Roles.Name(scale * weight, "weighted.scale")) + Standardize.Bias(scope, channels, prefix + "bias");
    }

    private static void Running(LayerScope scope, Node state, Node batch, double momentum)
    {
        Node flat = scope.Graph.Reshape(batch, state.Shape);
        scope.Update(state, old => scope.Graph.Map(
            (frozen, a, b) => Exprs.Select(Exprs.Less(0, frozen), a, ((1 - momentum) * a) + (momentum * b)),
            scope.IsFrozen(state), old, flat));
    }

    /// <summary>What training normalizes by: that of the batch, or the running one where the program has frozen it.</summary>
    private static Node UnlessFrozen(LayerScope scope, Node state, Node batch) => scope.Graph.Map(
        (frozen, running, own) => Exprs.Select(Exprs.Less(0, frozen), running, own), scope.IsFrozen(state), state, batch);

    /// <summary>How many values of a channel are no padding; at least one.</summary>
    private static Node Count(Node present, Shape x)
    {
        Graph g = present.Graph;
        Dim inStep = new Shape(x.Skip(2).Take(x.Rank - 3)).Size;
        return Roles.Name(g.Max(g.Reshape(g.Sum(present, 0, 1), Shape.Scalar) * g.Size(inStep), 1), "count");
    }

    /// <summary>n / (n - 1); 1 for a single value, whose variance is 0 anyway.</summary>
    private static Node Unbiased(Node count) => count.Graph.Map(n => n / Exprs.Binary(BinaryOp.Max, n - 1, 1), count);
}
