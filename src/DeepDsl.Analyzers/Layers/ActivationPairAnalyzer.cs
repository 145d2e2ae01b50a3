using System.Collections.Immutable;
using DeepDsl.Analyzers.Repairs;
using DeepDsl.Analyzers.Rules;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Ops.Losses;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace DeepDsl.Analyzers.Layers;

/// <summary>An activation on what another, or a loss, makes of it.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ActivationPairAnalyzer : ModelAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        [LayerRules.DD3013_ActivationPair, LayerRules.DD3014_ReLUOnScores];

    protected override void Analyze(ModelUnderAnalysis model)
    {
        foreach (LayerRow row in model.Flow.Rows.Where(r => r.IsActivation() && r.Layer.Op is not Map && !model.Flow.IsGate(r)))
        {
            if (Before(model.Flow, row) is not { } first)
            {
                continue;
            }

            if (row.Activation() is "Softmax" or "LogSoftmax" && CutsOff(first))
            {
                ReportScores(model, first, row.Layer.Title);
            }
            else
            {
                ReportPair(model, first, row);
            }
        }

        foreach (LossUse loss in model.Built.Losses.Where(l => l.IsOnScores))
        {
            LayerRow? scores = model.Graph.OutputRows[loss.Output];
            while (scores is not null && scores.Activation() is null && (scores.OnlyMoves() || scores.IsNoise()))
            {
                scores = scores.Sources[0];
            }

            if (scores is not null && CutsOff(scores))
            {
                ReportScores(model, scores, loss.Title);
            }
        }
    }

    private static bool CutsOff(LayerRow row) => row.Activation() is "ReLU" or "ReLU6";

    /// <summary>The layer whose activation it applies its own to; nothing else reads it, only moves and dropout lie between.</summary>
    private static LayerRow? Before(Flow flow, LayerRow row)
    {
        LayerRow at = row;
        while (at.Sources[0] is { } before && flow.OnlyReader(before) == at)
        {
            if (before.Activation() is not null)
            {
                return before.Layer.Op is Map ? null : before;
            }

            if (!before.OnlyMoves() && !before.IsNoise())
            {
                return null;
            }

            at = before;
        }

        return null;
    }

    private static void ReportPair(ModelUnderAnalysis model, LayerRow first, LayerRow second)
    {
        // The output keeps what makes it an output; a hidden layer what it had first.
        LayerRow extra = model.Flow.IsHidden(second) || first.Activation() == second.Activation() ? second : first;
        string remedy = extra.IsActivation() ? $"Remove [{extra.Layer.Op.Name}]." : $"Remove Activation = Activation.{extra.Activation()}.";
        model.Report(LayerRules.DD3013_ActivationPair, extra.Path,
            $"{second.Layer.Title} applies {second.Activation()} to what {first.Activation()} of {first.Layer.Title} gives, with no "
            + "weights between; "
            + $"one activation for each layer with weights is enough. {remedy}",
            "Activation", () => [model.Draft(remedy.TrimEnd('.')).RemoveActivation(model.Flow, extra)]);
    }

    private static void ReportScores(ModelUnderAnalysis model, LayerRow row, string reader)
    {
        string function = row.Activation()!;
        string remedy = row.IsActivation() ? $"Remove [{function}]" : $"Remove Activation = Activation.{function}";
        model.Report(LayerRules.DD3014_ReLUOnScores, row.Path,
            $"{row.Layer.Title} cuts off the negative ones of {row.Known(row.Output, "its")} scores for {reader}, "
            + "which needs scores of both signs; those that are cut off get no gradient. "
            + $"{remedy}.", "Activation", () => [model.Draft(remedy).RemoveActivation(model.Flow, row)]);
    }
}
