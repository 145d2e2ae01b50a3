using System.Collections.Immutable;
using DeepDsl.Analyzers.Rules;
using DeepDsl.Compiler.Ops.Norms;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace DeepDsl.Analyzers.Training;

/// <summary>Batches of one sample, where nothing speaks for them.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class BatchOfOneAnalyzer : ModelAnalyzer
{
    /// <summary>Values of a sample up to which memory is no reason: an image of 64 x 64 in colour.</summary>
    private const long LargestSmallSample = 64 * 64 * 3;

    private const string UsualBatch = "32";

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [TrainingRules.DD5005_BatchOfOne];

    protected override void Analyze(ModelUnderAnalysis model)
    {
        // Batch norm on one sample is a mistake of its own; norms of a sample by itself are made for small batches.
        if (TrainSettings.Of(model) is not { } train || train.Given("BatchSize") != 1 || model.Losses.Count == 0
            || model.Graph.Inputs.Sum(i => i.Node.Shape.WithoutBatch().Size.Constant) > LargestSmallSample
            || model.Graph.Rows.Any(r => r.Layer.Op is BatchNorm or InstanceNorm or GroupNorm))
        {
            return;
        }

        train.Report(TrainingRules.DD5005_BatchOfOne,
            $"Train has BatchSize = 1: the gradient of one sample is mostly noise, and a step on {UsualBatch} takes little longer. "
            + $"Use BatchSize = {UsualBatch}.",
            "BatchSize", () => [train.With("BatchSize", UsualBatch)]);
    }
}
