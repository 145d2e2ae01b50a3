using System.Collections.Immutable;
using DeepDsl.Analyzers.Repairs;
using DeepDsl.Analyzers.Rules;
using DeepDsl.Compiler.Spec;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace DeepDsl.Analyzers.Losses;

/// <summary>
/// Classifiers that are to be trained, but on nothing. Without [Labels] a model that has training settings and no loss may well be a
/// generator, or a critic whose gradients come from elsewhere.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LabelsWithoutLossAnalyzer : ModelAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [LossRules.DD4011_LabelsWithoutLoss];

    protected override void Analyze(ModelUnderAnalysis model)
    {
        if (model.Spec.Losses.Any() || !model.Spec.Train.IsDeclared || model.Spec.Labels is not { } labels)
        {
            return;
        }

        int train = model.Spec.Train.Setting;
        string loss = Loss(model, labels.Members.Count);
        model.ReportSetting(LossRules.DD4011_LabelsWithoutLoss, train,
            $"{model.Spec.Name} has [Labels] and [Train], but no [Loss] says what training should minimise, so it has neither TrainStep nor Fit.",
            "",
            [loss.Length > 0 ? new($"add [Loss(Loss.{loss})]", draft => AddLoss(draft, train, loss))
                : new("add one for the output that gives the classes")]);
    }

    private static Draft AddLoss(Draft draft, int train, string loss) => draft.AddSetting(
        train, new AttributeSpec(LossSpec.AttributeName, new[] { new ArgumentSpec(LossSpec.KindName, new EnumArgument("Loss", loss)) }));

    /// <summary>The loss that fits the one output; empty for none that is certain.</summary>
    private static string Loss(ModelUnderAnalysis model, int classes)
    {
        if (model.Graph.Outputs.Count != 1 || model.Graph.OutputRows[0] is not { Output: { Rank: 1 } shape, IsGuessed: false } row)
        {
            return "";
        }

        bool answers = shape.Channels.IsOne && classes == 2;
        return new ValueForms(model.Flow)[row].Form switch
        {
            ValueForm.Real when answers => "SigmoidCrossEntropy",
            ValueForm.Unit when answers => "BinaryCrossEntropy",
            ValueForm.Real when shape.Channels.Value == classes => "SoftmaxCrossEntropy",
            ValueForm.Distribution when shape.Channels.Value == classes && classes > 1 => "CategoricalCrossEntropy",
            _ => "",
        };
    }
}
