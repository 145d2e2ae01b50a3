using System.Collections.Immutable;
using DeepDsl.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace DeepDsl.Analyzers.Losses;

/// <summary>Losses of numbers, on outputs whose activation fits classes or kills gradients.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class RegressionLossAnalyzer : LossAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        [LossRules.DD4006_RegressionOnSoftmax, LossRules.DD4007_RegressionOnSigmoid, LossRules.DD4008_RegressionOnReLU];

    private protected override void Analyze(LossReading reading)
    {
        if (!reading.IsRegression || reading.IsConstant || !reading.KnowsUnits)
        {
            return;
        }

        if (reading.Form == ValueForm.Distribution)
        {
            reading.Report(LossRules.DD4006_RegressionOnSoftmax,
                $"{reading.Title} is for numbers, but {reading.Source} gives a distribution over {reading.Units} classes: where the model is sure and wrong, "
                + "this loss has almost no gradient. Use Loss.CategoricalCrossEntropy.",
                () => [reading.UseLoss("CategoricalCrossEntropy")]);
        }
        else if (IsOfVector(reading) && reading is { Units: 1, Form: ValueForm.Unit } && reading.Giver!.Activation() == "Sigmoid")
        {
            reading.Report(LossRules.DD4007_RegressionOnSigmoid,
                $"{reading.Title} reads the one sigmoid of {reading.Source}; if that answers yes or no, this loss has almost no gradient where the answer is "
                + "sure and wrong. Use Loss.BinaryCrossEntropy for answers; keep this for numbers from 0 to 1.",
                () => [reading.UseLoss("BinaryCrossEntropy")]);
        }
        else if (IsOfVector(reading) && reading.Giver!.Activation() is "ReLU" or "ReLU6")
        {
            reading.Report(LossRules.DD4008_RegressionOnReLU,
                $"{reading.Title} reads the ReLU of {reading.Source}, which can't give numbers below 0 and has no gradient where it gives 0. "
                + "Leave the output linear, or use Activation.Softplus.",
                reading.RemoveActivation);
        }
    }

    /// <summary>
    /// Images, maps and what has the size of an input (but for a single number) are reconstructions, whose values are known to be from 0
    /// to 1 or above 0.
    /// </summary>
    private static bool IsOfVector(LossReading reading) => reading.Giver is { } giver && reading.Loss.Use.OutputShape.Rank == 1
        && giver.Output.Size == reading.Loss.Use.OutputShape.Size
        && (reading.Units == 1 || reading.Model.Graph.Inputs.All(i => i.Node.Shape.WithoutBatch().Size != giver.Output.Size));
}
