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
        if (TrainSettings.Of(model) is not { } train || train.Given("BatchSize") is not { } batch || model.Losses.Count == 0
            || model.Graph.HasGuessedInputs)
        {
            return;
        }

        if (batch > Large)
        {
            ReportUnusual(train, batch, "an epoch has few steps, which take memory and a larger learning rate", "512");
        }
        else if (batch is > 1 and < Small && !WantsFew(model))
        {
            ReportUnusual(train, batch, "the gradient of so few samples is mostly noise, and a step on more takes little longer", UsualBatch);
        }
        else if (batch == 1 && !WantsFew(model))
        {
            train.Report(TrainingRules.DD5005_BatchOfOne,
                $"Train has BatchSize = 1: the gradient of one sample is mostly noise, and a step on {UsualBatch} takes little longer.",
                "BatchSize", train.With("BatchSize", UsualBatch));
        }
    }

    /// <summary>Whether samples are large, or norms are of a sample by itself; batch norm on one sample is a mistake of its own.</summary>
    private static bool WantsFew(ModelUnderAnalysis model) =>
        model.Graph.Inputs.Sum(i => i.Node.Shape.WithoutBatch().Size.Constant) > LargestSmallSample
        || model.Graph.Rows.Any(r => r.Layer.Op is BatchNorm or InstanceNorm or GroupNorm or LayerNorm);

    private static void ReportUnusual(TrainSettings train, double batch, string effect, string usual) => train.Report(
        TrainingRules.DD5014_UnusualBatch, $"Train has BatchSize = {TrainSettings.Number(batch)}: {effect}; 8 to 512 are usual.", "BatchSize",
        train.With("BatchSize", usual));
}
