using DeepDsl.Analyzers.Layers;
using DeepDsl.Analyzers.Sequences;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Ops.Graphs;
using DeepDsl.Compiler.Ops.Losses;
using DeepDsl.Compiler.Optimizers;

namespace DeepDsl.Analyzers.Training;

/// <summary>The largest usual learning rate: that of the optimizer, but for models that take more, or less.</summary>
internal static class UsualRate
{
    /// <summary>Batches above this allow a rate that grows with them (Goyal et al., 2017).</summary>
    private const int UsualBatch = 256;

    /// <summary>From here on epsilon dampens the division, and rates may be as high as SGD's.</summary>
    private const double LargeEpsilon = 1e-3;

    private const double Dampened = 20;

    /// <summary>One layer of weights is a convex problem: a step too long turns back by itself.</summary>
    private const double Linear = 200;

    /// <summary>An adaptive step moves what a unit computes by the rate times its inputs: with few of them the rate may be higher.</summary>
    private const double Narrow = 4;

    private const int FewInputs = 16;

    /// <summary>
    /// On classes, ReLUs, tanhs and SELUs without a norm between diverge from about here on: tried on small networks, not taken from recipes.
    /// </summary>
    private const double BareSgd = 1.5;

    private const double BareMomentum = 0.2;

    /// <summary>Under an optimizer that may be another than that of the settings.</summary>
    public static double Most(ModelUnderAnalysis model, TrainSettings train, string optimizer)
    {
        if (OptimizerTable.Find(optimizer) is not { } facts)
        {
            return double.PositiveInfinity;
        }

        bool dampened = facts.Reads(OptimizerSetting.Epsilon) && train.Given("Epsilon") >= LargeEpsilon;

        // An adaptive step has its length whatever the gradient, so a mean over more samples allows no longer one.
        double batch = facts.IsAdaptive && !dampened ? 1 : Math.Max(1, train.Batch / (double)UsualBatch);
        double most = facts.Usual.MostRate * batch * (dampened ? Dampened : 1);
        if (facts.IsAdaptive && facts.Usual.MostRate < 1)
        {
            return most * (IsLinear(model) ? Linear : IsNarrow(model) ? Narrow : 1);
        }

        // Of n outputs the mean square has the curvature 2 / n times the inputs' mean squares, which are 1 where they are normalised, and a
        // step beyond twice its inverse diverges. Steps of a sequence share their weights and add their curvatures: only channels count.
        ModelLoss? squares = model.Losses.FirstOrDefault(
            l => l.Use.Function is MeanSquaredError && l.Row is not { HasGuessedChannels: true });
        if (!facts.IsAdaptive && IsLinear(model) && squares is not null)
        {
            return Math.Min(most, squares.Use.OutputShape.Channels.Estimate);
        }

        bool bare = !facts.IsAdaptive && IsBare(model) && !train.Clips;
        return bare ? most * (facts.Reads(OptimizerSetting.Momentum) ? BareMomentum : BareSgd) / facts.Usual.MostRate : most;
    }

    private static bool IsLinear(ModelUnderAnalysis model) =>
        !model.Graph.Rows.Any(r => r.Layer.Op is Embedding or GraphAttention or GraphIsomorphism or Compute || r.IsRecurrent() || r.IsAttention() || (r.HasWeights() && model.Flow.IsHidden(r)));

    /// <summary>Of what is known: behind a mistake, the higher rate is let pass.</summary>
    private static bool IsNarrow(ModelUnderAnalysis model) => InitialWeights.Known(model).All(
        p => !p.IsWeight || (p.Shape.Rank > 0 && p.Shape.Size.Constant / p.Shape.Channels.Constant <= FewInputs));

    /// <summary>
    /// Hidden layers with an activation, scores of classes, and nothing that keeps values, weights or gradients in bounds. Sigmoids, which
    /// pass a quarter of a gradient at most, take more.
    /// </summary>
    private static bool IsBare(ModelUnderAnalysis model) =>
        model.Losses.Any(l => l.Use.Function is CategoricalLoss)
        && model.Graph.Rows.Any(r => r.Activation() is { } function && IsSteep(function) && model.Flow.IsHidden(r))
        && !model.Graph.Rows.Any(r => r.IsNorm() || r.IsMerge() || (r.HasWeights() && r.Layer.Real("MaxNorm") > 0));

    private static bool IsSteep(string function) => Activations.IsReLU(function) || function is "Tanh" or "SELU" or "ELU" or "GELU" or "SiLU";
}
