using System.Collections.Immutable;
using DeepDsl.Analyzers.Repairs;
using DeepDsl.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace DeepDsl.Analyzers.Losses;

/// <summary>Losses that apply softmax or sigmoid, on outputs that have been through one.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LogitLossAnalyzer : LossAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        [LossRules.DD4004_ActivationTwice, LossRules.DD4005_LogSoftmaxTwice];

    private protected override void Analyze(LossReading reading)
    {
        if (!reading.TakesLogits)
        {
            return;
        }

        if (reading.Form is ValueForm.Unit or ValueForm.Distribution && !reading.IsConstant && (reading.KnowsUnits || !reading.IsOfClasses))
        {
            reading.Report(LossRules.DD4004_ActivationTwice,
                $"{reading.Title} applies {(reading.IsOfClasses ? "softmax" : "sigmoid")} itself, but {reading.Source} gives values from 0 to 1 already: "
                + $"{Limit(reading)}.{(AsksOfExclusive(reading) ? $" By [Labels] a sample is one of {reading.ExclusiveClasses}." : "")}",
                [.. Repairs(reading)]);
        }
        else if (reading is { Form: ValueForm.LogDistribution, IsOfClasses: true })
        {
            reading.Report(LossRules.DD4005_LogSoftmaxTwice,
                $"{reading.Title} applies log-softmax itself, so that of {reading.Source} changes nothing.",
                [reading.RemoveActivation()]);
        }
    }

    /// <summary>Whether the loss asks yes or no of classes that exclude each other, which no activation mends.</summary>
    private static bool AsksOfExclusive(LossReading reading) => reading is { Name: "SigmoidCrossEntropy", ExclusiveClasses: not null };

    private static IEnumerable<NextStep> Repairs(LossReading reading)
    {
        bool distribution = reading.Form == ValueForm.Distribution;
        if (AsksOfExclusive(reading))
        {
            yield return reading.RemoveActivation().And(reading.UseLoss("SoftmaxCrossEntropy"));
            yield return distribution ? reading.UseLoss("CategoricalCrossEntropy")
                : reading.UseActivation("Softmax").And(reading.UseLoss("CategoricalCrossEntropy"));
            yield break;
        }

        NextStep remove = reading.RemoveActivation();
        yield return remove with { Text = "drop that activation", Title = remove.Title };
        if (reading.IsOfClasses == distribution)
        {
            yield return reading.UseProbabilities();
        }
    }

    /// <summary>How far from certain the second activation stays.</summary>
    private static string Limit(LossReading reading) => reading.IsOfClasses
        ? $"of {reading.Units} classes the right one gets at most {LossReading.Percent(Math.E / (Math.E + reading.Units - 1))}"
        : $"every answer ends between 50% and {LossReading.Percent(Math.E / (Math.E + 1))}";
}
