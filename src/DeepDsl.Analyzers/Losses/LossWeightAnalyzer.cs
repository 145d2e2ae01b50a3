using System.Collections.Immutable;
using DeepDsl.Analyzers.Repairs;
using DeepDsl.Analyzers.Rules;
using DeepDsl.Analyzers.Training;
using DeepDsl.Compiler.Ops.Losses;
using DeepDsl.Compiler.Spec;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace DeepDsl.Analyzers.Losses;

/// <summary>Weights with which training goes the wrong way, or minimises hardly anything but one of several losses.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LossWeightAnalyzer : LossAnalyzer
{
    /// <summary>Weights of published sums of losses lie nearer together, but for losses that are themselves as far apart.</summary>
    private const double OutOfScale = 1e4;

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        [LossRules.DD4016_NegativeLoss, LossRules.DD4017_LossOutOfScale];

    private protected override void Analyze(LossReading reading)
    {
        double weight = reading.Loss.Use.Weight;
        if (weight < 0)
        {
            ReportNegative(reading, weight);
            return;
        }

        double others = reading.Model.Losses.Where(l => l != reading.Loss && l.Use.Weight > 0)
            .Select(l => l.Use.Weight).DefaultIfEmpty(1).Max();
        double share = weight / others;
        if ((share >= OutOfScale && weight > 1) || (share <= 1 / OutOfScale && weight is > 0 and < 1))
        {
            ReportScale(reading, share);
        }
    }

    /// <summary>
    /// A function of the model's own may be one to maximise, as the entropy of a policy is, and beside a loss of the same output the two are
    /// a difference.
    /// </summary>
    private static void ReportNegative(LossReading reading, double weight)
    {
        bool isPart = reading.Model.Losses.Any(l => l.Use.Output == reading.Loss.Use.Output && l.Use.Weight > 0);
        if (reading.Loss.Use.Function is not CustomLoss && !isPart)
        {
            string positive = TrainSettings.Number(-weight);
            reading.Report(LossRules.DD4016_NegativeLoss,
                $"{reading.Title} counts {TrainSettings.Number(weight)} times, so training makes this loss as large as it can, "
                + "which is the worse the larger.",
                [new($"write Weight = {positive}", draft => draft.SetSetting(reading.Loss.Setting, LossSpec.WeightName, positive))],
                LossSpec.WeightName);
        }
    }

    private static void ReportScale(LossReading reading, double share)
    {
        string times = TrainSettings.Number(share);
        string effect = reading.Model.Losses.Count == 1
            ? $"{times} times, and alone: that multiplies every gradient, which under SGD is a learning rate {times} times as high, "
                + "and under Adam next to nothing"
            : share > 1 ? $"{times} times what the others count, which then hardly change what is trained"
            : $"{times} times what another counts, and hardly changes what is trained";
        reading.Report(LossRules.DD4017_LossOutOfScale,
            $"{reading.Title} counts {effect}; if the values of the losses differ as much, all is well.",
            [new("remove Weight", draft => draft.DropSetting(reading.Loss.Setting, LossSpec.WeightName))],
            LossSpec.WeightName);
    }
}
