using System.Collections.Immutable;
using DeepDsl.Analyzers.Rules;
using DeepDsl.Compiler.Ops.Norms;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace DeepDsl.Analyzers.Training;

/// <summary>Batches of one sample, and others far from the usual, where nothing speaks for them.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class BatchOfOneAnalyzer : ModelAnalyzer
{
    /// <summary>Values of a sample up to which memory is no reason: an image of 64 x 64 in colour.</summary>
    private const long LargestSmallSample = 64 * 64 * 3;

    private const string UsualBatch = "32";

    /// <summary>Usual are 8 to 512; below this is far from it.</summary>
    private const int Small = 4;

    /// <summary>Above this too; up to here recipes are published.</summary>
    private const int Large = 8192;

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        [TrainingRules.DD5005_BatchOfOne, TrainingRules.DD5014_UnusualBatch];

    protected override void Analyze(ModelUnderAnalysis model)
    {
        // Batch norm on one sample is a mistake of its own; norms of a sample by itself are made for small batches.
        if (TrainSettings.Of(model) is not { } train || train.Given("BatchSize") is not { } batch || batch is < 1 or (>= Small and <= Large)
            || model.Losses.Count == 0 || model.Graph.HasGuessedInputs
            || model.Graph.Inputs.Sum(i => i.Node.Shape.WithoutBatch().Size.Constant) > LargestSmallSample
            || model.Graph.Rows.Any(r => r.Layer.Op is BatchNorm or InstanceNorm or GroupNorm or LayerNorm))
        {
            return;
        }

        if (batch > 1)
        {
            string effect = batch < Small ? "the gradient of so few samples is mostly noise, and a step on more takes little longer"
                : "an epoch has few steps, which take memory and a larger learning rate";
            string usual = batch < Small ? UsualBatch : "512";
            train.Report(TrainingRules.DD5014_UnusualBatch,
                $"Train has BatchSize = {TrainSettings.Number(batch)}: {effect}; 8 to 512 are usual.", "BatchSize", train.With("BatchSize", usual));
            return;
        }

        train.Report(TrainingRules.DD5005_BatchOfOne,
            $"Train has BatchSize = 1: the gradient of one sample is mostly noise, and a step on {UsualBatch} takes little longer.",
            "BatchSize", train.With("BatchSize", UsualBatch));
    }
}
