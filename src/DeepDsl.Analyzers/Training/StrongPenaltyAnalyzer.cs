using System.Collections.Immutable;
using DeepDsl.Analyzers.Layers;
using DeepDsl.Analyzers.Repairs;
using DeepDsl.Analyzers.Rules;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Ops.Losses;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace DeepDsl.Analyzers.Training;

/// <summary>
/// Penalties that pull harder than a loss of classes ever does: with layers one behind another, all weights end at 0. Squared errors have
/// gradients as large as their targets, and one layer of weights only shrinks, so both are left alone until next to nothing is left.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class StrongPenaltyAnalyzer : ModelAnalyzer
{
    /// <summary>On one layer: from here on it hardly learns.</summary>
    private const double StrongPull = 1;

    /// <summary>On layers one behind another, whose gradients shrink with each other's weights: from here on they die out.</summary>
    private const double StrongPullTogether = 0.2;

    /// <summary>
    /// Under any loss: a mean square of normalised inputs has the curvature 2, so that this leaves a fiftieth of each weight. At 100 small
    /// regressions under Adam explained less than 7% of targets of any size.
    /// </summary>
    private const double StrongPullOnAny = 100;

    /// <summary>L1 pulls the small weights too, whose gradients are seldom above this.</summary>
    private const double StrongL1 = 0.1;

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [TrainingRules.DD5012_PenaltyOutweighs];

    protected override void Analyze(ModelUnderAnalysis model)
    {
        // Gradients are as large as the weight of the loss; one without any has a finding of its own.
        double weight = model.Losses.Select(l => l.Use.Weight).DefaultIfEmpty(0).Max();
        if (weight <= 0)
        {
            return;
        }

        bool ofClasses = model.Losses.All(l => l.Use.Function is CategoricalLoss or BinaryLoss)
            && model.Flow.Rows.Any(r => r.HasWeights() && model.Flow.IsHidden(r));
        CheckDecay(model, weight, ofClasses);
        if (ofClasses)
        {
            CheckLayers(model, weight);
        }
    }

    private static void CheckLayers(ModelUnderAnalysis model, double weight)
    {
        HashSet<LayerRow> together = Together(model.Flow, StrongPullTogether * weight);
        foreach (LayerRow row in model.Flow.Rows.Where(IsTrained))
        {
            double square = row.Layer.Real("L2");
            if (together.Contains(row) || 2 * square >= StrongPull * weight)
            {
                Report(model, row, "L2", $"{TrainSettings.Number(2 * square)} times its value", "0.0001");
            }

            double absolute = row.Layer.Real("L1");
            if (absolute >= StrongL1 * weight)
            {
                Report(model, row, "L1", $"{TrainSettings.Number(absolute)}, however small it is", "0.00001");
            }
        }
    }

    /// <summary>Decoupled decay is no part of the gradient; under plain descent DD5010 says what a step takes.</summary>
    private static void CheckDecay(ModelUnderAnalysis model, double weight, bool ofClasses)
    {
        if (TrainSettings.Of(model) is { Facts: { IsAdaptive: true, DecoupledDecay: false, Usual: { } usual } } train
            && train.Demand("WeightDecay") is null && train.WeightDecay >= (ofClasses ? StrongPullTogether : StrongPullOnAny) * weight)
        {
            train.Report(TrainingRules.DD5012_PenaltyOutweighs,
                $"Train has WeightDecay = {TrainSettings.Number(train.WeightDecay)}, which {train.Optimizer} adds to every gradient, times the "
                + $"weight: {Outcome(ofClasses)}",
                "WeightDecay", train.With("WeightDecay", TrainSettings.Number(usual.Decay)));
        }
    }

    private static bool IsTrained(LayerRow row) => row.HasWeights() && row.IsTrainable();

    /// <summary>The layers that L2 pulls so, of which others stand behind or in front: not of heads beside each other.</summary>
    private static HashSet<LayerRow> Together(Flow flow, double pull) => [.. Runs
        .Of(flow, r => IsTrained(r) && 2 * r.Layer.Real("L2") >= pull)
        .Where(run => run.Length() > 1)
        .SelectMany(run => run.Select(r => r.Row))];

    private static string Outcome(bool ofClasses = true) =>
        $"more than {(ofClasses ? "cross-entropy pulls" : "losses of normalised inputs pull")} back, so that weights end near 0 "
        + "and all inputs get the same answer.";

    private static void Report(ModelUnderAnalysis model, LayerRow row, string penalty, string pull, string usual) =>
        model.Report(TrainingRules.DD5012_PenaltyOutweighs, row.Path,
            $"{row.Layer.Title} pulls every weight to 0 with {pull}: {Outcome()}", penalty,
            [new($"set {penalty} = {usual}", draft => draft.Set(row.Path, penalty, usual))]);
}
