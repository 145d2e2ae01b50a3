using System.Collections.Immutable;
using DeepDsl.Analyzers.Repairs;
using DeepDsl.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace DeepDsl.Analyzers.Losses;

/// <summary>Losses that ask yes or no of every class, where [Labels] says that one class holds.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class BinaryForExclusiveClassesAnalyzer : LossAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [LossRules.DD4010_BinaryForExclusiveClasses];

    private protected override void Analyze(LossReading reading)
    {
        // On other values these losses break a rule that says more. Focal loss is made for one against all.
        bool asks = reading is { Name: "BinaryCrossEntropy", Form: ValueForm.Unit or ValueForm.Unknown }
            or { Name: "SigmoidCrossEntropy", Form: ValueForm.Real or ValueForm.Positive or ValueForm.Signed or ValueForm.Unknown };
        if (!asks || !reading.KnowsUnits || reading.ExclusiveClasses is not { } labels)
        {
            return;
        }

        // A layer that has no activation of its own kind keeps what the loss reads from being probabilities of classes.
        bool scores = reading.Name == "SigmoidCrossEntropy";
        NextStep classes = reading.UseLoss(scores ? "SoftmaxCrossEntropy" : "CategoricalCrossEntropy");
        reading.Report(LossRules.DD4010_BinaryForExclusiveClasses,
            $"{reading.Title} asks yes or no of each of {reading.Units} outputs, but by [Labels] a sample is one of {labels}: nothing makes the classes compete.",
            [scores ? classes : reading.UseActivation("Softmax").And(classes)]);
    }
}
