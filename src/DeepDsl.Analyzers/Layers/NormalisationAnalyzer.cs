using System.Collections.Immutable;
using DeepDsl.Analyzers.Repairs;
using DeepDsl.Analyzers.Rules;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Ops.Norms;
using DeepDsl.Compiler.Spec;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace DeepDsl.Analyzers.Layers;

/// <summary>Batch norm where batches are too small for it, and deep stacks without any norm.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class NormalisationAnalyzer : ModelAnalyzer
{
    /// <summary>Wu and He (2018): from batches of two on downwards batch norm is far behind group norm.</summary>
    private const int VerySmallBatch = 2;

    /// <summary>VGG-19 has 19 layers with weights; plain networks of more than 20 are where He et al. (2015) saw training fail.</summary>
    private const int Deep = 20;

    /// <summary>Above this more than half of the running statistics is the last batch; others write 0.99 for what is 0.01 here.</summary>
    private const double LargestMomentum = 0.5;

    /// <summary>Group norm's own choice.</summary>
    private const int UsualGroups = 32;

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        [LayerRules.DD3020_BatchNormOnSmallBatch, LayerRules.DD3021_DeepPlainStack, LayerRules.DD3028_ForgetfulBatchNorm];

    protected override void Analyze(ModelUnderAnalysis model)
    {
        if (model.Spec.Train is { IsDeclared: true, BatchSize: <= VerySmallBatch and var batch })
        {
            foreach (LayerRow row in model.Flow.Rows.Where(r => r.Layer.Op is BatchNorm && r.IsTrainable()))
            {
                ReportBatch(model, row, batch);
            }
        }

        foreach (LayerRow row in model.Flow.Rows.Where(r => r.Layer.Op is BatchNorm && r.IsTrainable() && r.Layer.Real("Momentum") > LargestMomentum))
        {
            ReportMomentum(model, row);
        }

        foreach (IReadOnlyList<(LayerRow Row, int Number)> run in Runs.Of(model.Flow, r => r.HasWeights() && !r.IsGrouped()))
        {
            if (run.Length() > Deep)
            {
                ReportDepth(model, run);
            }
        }
    }

    private static void ReportBatch(ModelUnderAnalysis model, LayerRow row, int batch)
    {
        if (row.IsGuessed)
        {
            ReportGuessed(model, row, batch);
            return;
        }

        int channels = row.Output.Channels.Value;
        int groups = Enumerable.Range(1, UsualGroups).Last(g => channels % g == 0 && (g == 1 || channels / g > 1));
        AttributeSpec norm = row.Output.Rank > 1
            ? new AttributeSpec(nameof(GroupNorm), new[] { new ArgumentSpec("Groups", new NumberArgument(groups)) })
            : new AttributeSpec(nameof(LayerNorm), EquatableArray<ArgumentSpec>.Empty);
        string other = OpTable.Find(norm.Kind)!.Display(norm);
        model.Report(LayerRules.DD3020_BatchNormOnSmallBatch, row.Path,
            $"{row.Layer.Title} takes mean and variance of each of its {channels} channels from {Samples(batch)} (BatchSize = {batch}), "
            + "which say little of the data. "
            + $"Use [{other}], which needs no batch, or a batch of 16 or more.",
            repairs: () => row.Shares() ? [] : [model.Draft($"Use {other}").Replace(row, norm)]);
    }

    /// <summary>Behind a mistake, where nobody knows which norm would fit.</summary>
    private static void ReportGuessed(ModelUnderAnalysis model, LayerRow row, int batch) => model.Report(
        LayerRules.DD3020_BatchNormOnSmallBatch, row.Path,
        $"{row.Layer.Title} takes mean and variance of each of its channels from {Samples(batch)} (BatchSize = {batch}), "
        + "which say little of the data. Use [GroupNorm] or [LayerNorm], which need no batch, or a batch of 16 or more.");

    private static string Samples(int batch) => batch == 1 ? "a single sample" : $"{batch} samples";

    private static void ReportMomentum(ModelUnderAnalysis model, LayerRow row)
    {
        double momentum = row.Layer.Real("Momentum");
        string other = new NumberArgument(Math.Round(1 - momentum, 6)).ToString();
        model.Report(LayerRules.DD3028_ForgetfulBatchNorm, row.Path,
            $"{row.Layer.Title} takes {new NumberArgument(momentum)} of its running statistics, used to predict, from the newest batch, and forgets the "
            + $"others. Momentum is the share of the newest here: what others call {new NumberArgument(momentum)} is Momentum = {other}.",
            "Momentum", () => momentum < 1 ? [model.Draft($"Set Momentum = {other}").Set(row.Path, "Momentum", other)] : []);
    }

    /// <summary>At the first layer that is too deep; the norms of the fix go behind all but the last.</summary>
    private static void ReportDepth(ModelUnderAnalysis model, IReadOnlyList<(LayerRow Row, int Number)> run)
    {
        LayerRow first = run.At(Deep + 1);
        model.Report(LayerRules.DD3021_DeepPlainStack, first.Path,
            $"{first.Layer.Title} is number {Deep + 1} of {run.Length()} layers with weights one behind another, with neither "
            + "normalisation nor skip between; "
            + $"beyond about {Deep}, signals and gradients hardly get through. Put [BatchNorm] behind each, or let a [Shortcut] "
            + "pass every two.",
            repairs: () => [PutNorms(model, run.Select(r => r.Row).Where(model.Flow.IsHidden))]);
    }

    private static Draft PutNorms(ModelUnderAnalysis model, IEnumerable<LayerRow> rows)
    {
        Draft draft = model.Draft("Put [BatchNorm] behind each of them");
        foreach (LayerRow row in rows)
        {
            draft.InsertAfter(model.Flow, row, nameof(BatchNorm));
            if (row.Activation() is null && row.Layer.Bool("Bias"))
            {
                draft.WithoutBias(row);
            }
        }

        return draft;
    }
}
