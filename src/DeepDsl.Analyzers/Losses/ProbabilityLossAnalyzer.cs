using System.Collections.Immutable;
using DeepDsl.Analyzers.Repairs;
using DeepDsl.Analyzers.Rules;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Ops.Activations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace DeepDsl.Analyzers.Losses;

/// <summary>Losses that take the logarithm of probabilities, on outputs that are none, or not those that the loss means.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ProbabilityLossAnalyzer : LossAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        [LossRules.DD4001_ScoresForProbabilities, LossRules.DD4002_NoDistribution, LossRules.DD4003_SoftmaxForLabels];

    private protected override void Analyze(LossReading reading)
    {
        if (!reading.TakesProbabilities)
        {
            return;
        }

        if (Found(reading.Form) is { } found)
        {
            ReportScores(reading, found);
        }
        else if (reading is { IsOfClasses: true, Form: ValueForm.Unit, Giver: { } giver, KnowsUnits: true })
        {
            ReportNoDistribution(reading, giver);
        }
        else if (reading is { Name: "BinaryCrossEntropy", Form: ValueForm.Distribution, Units: > 2, KnowsUnits: true })
        {
            // Two units under softmax answer one question twice, which is the categorical loss.
            string? labels = reading.ExclusiveClasses;
            NextStep categorical = reading.UseLoss("CategoricalCrossEntropy");
            reading.Report(LossRules.DD4003_SoftmaxForLabels,
                $"{reading.Title} asks yes or no of each of {reading.Units} outputs, but {reading.Source} lets them compete for a sum of 1"
                + $"{(labels is null ? "" : $", and by [Labels] a sample is one of {labels}")}.",
                labels is not null ? [categorical]
                    : [categorical with { Because = " for classes that exclude each other" }, ForLabels(reading.UseActivation("Sigmoid"))]);
        }
    }

    /// <summary>What fits labels of which any number may hold.</summary>
    private static NextStep ForLabels(NextStep step) => step with { Because = " for labels that may hold together" };

    private static string? Found(ValueForm form) => form switch
    {
        ValueForm.Real => "any number",
        ValueForm.Positive => "numbers above 1 too",
        ValueForm.Signed => "numbers from -1 to 1",
        ValueForm.LogDistribution => "logarithms already",
        _ => null,
    };

    private static void ReportScores(LossReading reading, string found)
    {
        // Questions of yes or no about classes that exclude each other are none to be mended by a sigmoid.
        string? labels = reading.Name == "BinaryCrossEntropy" ? reading.ExclusiveClasses : null;
        bool ofClasses = reading.IsOfClasses || labels is not null;
        NextStep logits = labels is null ? reading.UseLogits()
            : reading.UseLoss("SoftmaxCrossEntropy") with { Because = ", which applies softmax itself" };
        NextStep activation = reading.UseActivation(ofClasses ? "Softmax" : "Sigmoid");
        activation = labels is null ? activation : activation.And(reading.UseLoss("CategoricalCrossEntropy"));
        reading.Report(LossRules.DD4001_ScoresForProbabilities,
            $"{reading.Title} takes the logarithm of probabilities, but {reading.Source} gives {found}"
            + $"{(labels is null ? "" : $", and by [Labels] a sample is one of {labels}")}.",
            reading.Giver?.Activation() is null ? [logits, activation]

                // Scores may be of any size and of both signs; what cuts them off, or is a logarithm, has to go.
                : reading.Form is ValueForm.Real or ValueForm.Signed ? [activation, logits] : [activation, reading.RemoveActivation().And(logits)]);
    }

    private static void ReportNoDistribution(LossReading reading, LayerRow giver)
    {
        bool sigmoid = giver.Activation() is { } function
            && OpTable.Find(function) is ActivationOp { Range: ValueRange.Unit } and not SoftmaxOp;
        if (!sigmoid && !reading.IsKnown)
        {
            return;
        }

        bool inPlace = giver.Output.Rank > 0 && giver.Output.Channels == reading.Loss.Use.OutputShape.Channels;
        reading.Report(LossRules.DD4002_NoDistribution,
            $"{reading.Title} takes one distribution over {reading.Units} classes, but the values of {reading.Source} don't sum to 1 over them.",
            sigmoid ? [.. OfSigmoids(reading, inPlace)]
                : [new($"let the softmax stand along the last dimension of the output {reading.Loss.Use.OutputShape}",
                    inPlace ? draft => draft.DropGiven(giver, "Axis") : null) { Title = "Remove Axis" }]);
    }

    private static IEnumerable<NextStep> OfSigmoids(LossReading reading, bool inPlace)
    {
        NextStep softmax = reading.UseActivation("Softmax");
        yield return inPlace ? softmax : softmax with { Edit = null };
        if (reading.ExclusiveClasses is null && reading.Name == "CategoricalCrossEntropy")
        {
            yield return ForLabels(reading.UseLoss("BinaryCrossEntropy"));
        }
    }
}
