using System.Collections.Immutable;
using DeepDsl.Analyzers.Repairs;
using DeepDsl.Analyzers.Rules;
using DeepDsl.Compiler.Ops.Losses;
using DeepDsl.Compiler.Spec;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace DeepDsl.Analyzers.Losses;

/// <summary>Losses of numbers, on outputs whose activation fits classes or kills gradients.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class RegressionLossAnalyzer : LossAnalyzer
{
    private const int YesOrNo = 2;

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        [LossRules.DD4006_RegressionOnSoftmax, LossRules.DD4007_RegressionOnSigmoid, LossRules.DD4008_RegressionOnReLU,
            LossRules.DD4020_BoundedCounts];

    private protected override void Analyze(LossReading reading)
    {
        if (!reading.IsRegression || reading.IsConstant || !reading.KnowsUnits)
        {
            return;
        }

        if (reading.Name == nameof(Poisson))
        {
            if (Means(reading.Form) is { } means)
            {
                reading.Report(LossRules.DD4020_BoundedCounts,
                    $"{reading.Title} reads the logarithm of the mean that it expects, and {reading.Activated} bounds it: no mean but "
                    + $"{means} can be predicted.", [reading.RemoveActivation()]);
            }
        }
        else if (reading.Form == ValueForm.Distribution)
        {
            reading.Report(LossRules.DD4006_RegressionOnSoftmax,
                $"{reading.Title} is for numbers, but {reading.Source} gives a distribution over {reading.Units} classes: where the model is sure and wrong, "
                + "this loss has almost no gradient.",
                [MoreUnits(reading, reading.Units, "CategoricalCrossEntropy") ?? reading.UseLoss("CategoricalCrossEntropy")]);
        }
        else if (IsOfVector(reading) && reading is { Units: 1, Form: ValueForm.Unit } && reading.Giver!.Activation() == "Sigmoid")
        {
            reading.Report(LossRules.DD4007_RegressionOnSigmoid,
                $"{reading.Title} reads {reading.Activated}; if that answers yes or no, this loss has almost no gradient where the answer is "
                + "sure and wrong.",
                [
                    MoreUnits(reading, YesOrNo, "SoftmaxCrossEntropy") ?? reading.UseLoss("BinaryCrossEntropy") with { Because = " for answers" },
                    new("keep this for numbers from 0 to 1"),
                ]);
        }
        else if (IsOfVector(reading) && reading.Giver!.Activation() is "ReLU" or "ReLU6")
        {
            reading.Report(LossRules.DD4008_RegressionOnReLU,
                $"{reading.Title} reads {reading.Activated}, which can't give numbers below 0, "
                + "and has no gradient where it gives 0.",
                [reading.RemoveActivation(), reading.UseActivation("Softplus")]);
        }
    }

    /// <summary>Whose logarithms such values are; null where they may be any.</summary>
    private static string? Means(ValueForm form) => form switch
    {
        ValueForm.Unit or ValueForm.Distribution => "from 1 to 2.72",
        ValueForm.Signed => "from 0.37 to 2.72",
        ValueForm.Positive => "of at least 1",
        _ => null,
    };

    /// <summary>Where [Labels] has another number of classes, a loss of classes needs them all.</summary>
    private static NextStep? MoreUnits(LossReading reading, int classes, string loss) =>
        reading.Model.Spec.Labels is { Members.Count: var members, Name: var name } && members != classes
            ? new($"give it {Counted.Of(members, "unit")}, one per member of {name}, and use Loss.{loss}") : null;

    /// <summary>
    /// Images, maps and what has the size of an input (but for a single number) are reconstructions, whose values are known to be from 0
    /// to 1 or above 0.
    /// </summary>
    private static bool IsOfVector(LossReading reading) => reading.Giver is { } giver && reading.Loss.Use.OutputShape.Rank == 1
        && giver.Output.Size == reading.Loss.Use.OutputShape.Size
        && (reading.Units == 1 || reading.Model.Graph.Inputs.All(i => i.Node.Shape.WithoutBatch().Size != giver.Output.Size));
}
