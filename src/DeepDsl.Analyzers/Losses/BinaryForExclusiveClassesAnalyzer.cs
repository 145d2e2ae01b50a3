using System.Collections.Immutable;
using DeepDsl.Analyzers.Repairs;
using DeepDsl.Analyzers.Rules;
using DeepDsl.Compiler.Ops.Losses;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace DeepDsl.Analyzers.Losses;

/// <summary>Losses that ask yes or no of every class, where [Labels] says that one class holds.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class BinaryForExclusiveClassesAnalyzer : LossAnalyzer
{
    /// <summary>Two outputs answer one question twice, which does no harm.</summary>
    private const int FewestClasses = 3;

    private const string UseBoth = "Use Activation.Softmax and Loss.CategoricalCrossEntropy";

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [LossRules.DD4010_BinaryForExclusiveClasses];

    private protected override void Analyze(LossReading reading)
    {
        // On other values these losses break a rule that says more. Focal loss is made for one against all.
        bool asks = reading is { Name: "BinaryCrossEntropy", Form: ValueForm.Unit or ValueForm.Unknown }
            or { Name: "SigmoidCrossEntropy", Form: ValueForm.Real or ValueForm.Positive or ValueForm.Signed or ValueForm.Unknown };
        if (!asks || !reading.KnowsUnits || reading.Units < FewestClasses || Labels(reading) is not { } labels)
        {
            return;
        }

        bool scores = reading.Name == "SigmoidCrossEntropy";
        string next = scores ? "Use Loss.SoftmaxCrossEntropy" : UseBoth;
        reading.Report(LossRules.DD4010_BinaryForExclusiveClasses,
            $"{reading.Title} asks yes or no of each of {reading.Units} outputs, but by [Labels] a sample is one of {labels}: nothing makes the classes compete. "
            + $"{next}.",
            () => scores ? [reading.UseLoss("SoftmaxCrossEntropy")] : UseSoftmax(reading));
    }

    private static IEnumerable<Draft> UseSoftmax(LossReading reading)
    {
        bool inPlace = reading.Giver is { } giver && giver.Output.Rank > 0 && giver.Output.Channels == reading.Loss.Use.OutputShape.Channels;
        return inPlace ? reading.UseActivation("Softmax").Select(d => reading.UseLoss(d.Titled(UseBoth), "CategoricalCrossEntropy")) : [];
    }

    /// <summary>The enum's name, if its members are the classes of this loss and no other.</summary>
    private static string? Labels(LossReading reading)
    {
        bool names = reading.Model.Spec.Labels?.Members.Count == reading.Units
            && !reading.Model.Losses.Any(l => l.Use.Function is CategoricalLoss && l.Use.Classes == reading.Units);
        return names ? reading.Model.Spec.Labels!.Name : null;
    }
}
