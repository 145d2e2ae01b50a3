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
            reading.Report(LossRules.DD4003_SoftmaxForLabels,
                $"{reading.Title} asks yes or no of each of {reading.Units} outputs, but {reading.Source} lets them compete for a sum of 1. "
                + "For classes that exclude each other use Loss.CategoricalCrossEntropy; for labels that may hold together, Activation.Sigmoid.",
                () => [reading.UseLoss("CategoricalCrossEntropy")]);
        }
    }

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
        string activation = reading.IsOfClasses ? "Softmax" : "Sigmoid";
        string logits = reading.Name switch
        {
            "CategoricalCrossEntropy" => "use Loss.SoftmaxCrossEntropy, which applies softmax itself",
            "BinaryCrossEntropy" => "use Loss.SigmoidCrossEntropy, which applies sigmoid itself",
            _ => "leave out FromLogits = false",
        };
        bool activated = reading.Giver?.Activation() is not null;
        string next = activated ? $"Use Activation.{activation} in its place, or drop it and {logits}"
            : $"{char.ToUpperInvariant(logits[0])}{logits.Substring(1)}, or add Activation.{activation}";

        // Scores behind a ReLU would lose those below 0.
        IEnumerable<Draft> ByLoss() => reading.Form is ValueForm.Real or ValueForm.Signed ? [reading.UseLogits()] : [];
        reading.Report(LossRules.DD4001_ScoresForProbabilities,
            $"{reading.Title} takes the logarithm of probabilities, but {reading.Source} gives {found}. {next}.",
            () => activated ? [.. reading.UseActivation(activation), .. ByLoss()] : ByLoss());
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
        string next = sigmoid
            ? "Use Activation.Softmax, or, for labels that may hold together, Loss.BinaryCrossEntropy"
            : $"Let the softmax stand along the last dimension of the output {reading.Loss.Use.OutputShape}";
        IEnumerable<Draft> Repairs() => !inPlace ? []
            : sigmoid ? reading.UseActivation("Softmax")
            : [reading.Model.Draft("Remove Axis").DropGiven(giver, "Axis")];
        reading.Report(LossRules.DD4002_NoDistribution,
            $"{reading.Title} takes one distribution over {reading.Units} classes, but the values of {reading.Source} don't sum to 1 over them. {next}.",
            Repairs);
    }
}
