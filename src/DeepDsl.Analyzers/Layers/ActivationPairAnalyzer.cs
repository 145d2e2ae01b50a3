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
            if (model.Flow.ActivationBefore(row) is not { } first)
            {
                continue;
            }

            // Where the softmax itself is out of place, it is what goes.
            if (row.Activation() is "Softmax" or "LogSoftmax" && CutsOff(first) && HiddenSoftmaxAnalyzer.Reader(model.Flow, row) is null)
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

    private static void ReportPair(ModelUnderAnalysis model, LayerRow first, LayerRow second)
    {
        // The output keeps what makes it an output; a hidden layer what it had first, but no softmax.
        Flow flow = model.Flow;
        bool softmaxFirst = HiddenSoftmaxAnalyzer.Reader(flow, first) is not null;
        bool softmaxSecond = HiddenSoftmaxAnalyzer.Reader(flow, second) is not null;
        LayerRow extra = softmaxFirst == softmaxSecond ? flow.IsHidden(second) || first.Activation() == second.Activation() ? second : first
            : softmaxFirst ? first : second;
        NextStep remove = new(extra.RemovalOfActivation(), draft => draft.RemoveActivation(flow, extra));
        NextStep next = softmaxFirst && softmaxSecond
            ? new("use one ReLU in place of both", draft => draft.RemoveActivation(flow, second).SetActivation(first, "ReLU")) : remove;
        model.Report(LayerRules.DD3013_ActivationPair, extra.Path,
            $"{second.ActivatedTitle()} stands behind {first.ActivatedTitle()} with no weights between; one activation for each layer with weights "
            + "is enough.",
            "Activation", [next]);
    }

    private static void ReportScores(ModelUnderAnalysis model, LayerRow row, string reader)
    {
        model.Report(LayerRules.DD3014_ReLUOnScores, row.Path,
            $"{row.Layer.Title} cuts off the negative ones of {row.Known(row.Output, "its")} scores for {reader}, which needs scores of both signs; "
            + "those that are cut off get no gradient.",
            "Activation", [new(row.RemovalOfActivation(), draft => draft.RemoveActivation(model.Flow, row))]);
    }
}
