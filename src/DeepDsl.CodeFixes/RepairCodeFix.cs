using System.Collections.Immutable;
using System.Globalization;
using DeepDsl.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DeepDsl.CodeFixes;

/// <summary>Carries out the <see cref="Repair"/> that the diagnostic brings along.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class RepairCodeFix : ModelCodeFix
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(
        RuleIds.ConstantInit, RuleIds.BiasStart, RuleIds.SigmoidStack, RuleIds.TanhStack, RuleIds.SigmoidsInARow, RuleIds.TanhsInARow,
        RuleIds.HeInitOnSaturation, RuleIds.GlorotInitOnReLU, RuleIds.SeluInit, RuleIds.SeluWithNorm, RuleIds.SeluWithDropout,
        RuleIds.LinearPair, RuleIds.ActivationPair, RuleIds.ReLUOnScores, RuleIds.DropoutBeforeBatchNorm, RuleIds.BiasBeforeBatchNorm,
        RuleIds.DropoutOnScores, RuleIds.HighDropoutRate, RuleIds.DropoutOnFewUnits, RuleIds.BatchNormOnSmallBatch, RuleIds.DeepPlainStack,
        RuleIds.NoBias, RuleIds.SoftmaxOverOneValue, RuleIds.LogOfSoftmax,
        RuleIds.SignalScale, RuleIds.OnlyPoolingBetween, RuleIds.HiddenSoftmax, RuleIds.ForgetfulBatchNorm, RuleIds.PenaltyOutweighs,
        RuleIds.PositionsLeft,
        RuleIds.ScoresForProbabilities, RuleIds.NoDistribution, RuleIds.SoftmaxForLabels, RuleIds.ActivationTwice,
        RuleIds.LogSoftmaxTwice, RuleIds.RegressionOnSoftmax, RuleIds.RegressionOnSigmoid, RuleIds.RegressionOnReLU,
        RuleIds.HingeOnPositive, RuleIds.BinaryForExclusiveClasses, RuleIds.LabelsWithoutLoss, RuleIds.LossWithoutWeight,
        RuleIds.LearningRate, RuleIds.TrainingRange, RuleIds.DecayedTwice, RuleIds.MaxNormBelowInit, RuleIds.BatchOfOne,
        RuleIds.EverythingFrozen, RuleIds.FrozenBatchNorm, RuleIds.ClipNeverActs, RuleIds.IgnoredSetting, RuleIds.DecayTooStrong,
        RuleIds.FrozenPenalty);

    protected override Replacement? Fix(SyntaxNode node, string suggestion)
    {
        string[] lines = suggestion.Split('\n');
        if (lines.Length < 2 || node.FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { } type)
        {
            return null;
        }

        (AttributeSyntax? Attribute, string[] Edit)[] edits = [.. lines.Skip(1).Select(l => l.Split(Repair.Separator)).Select(e => (Find(type, e[0]), e))];
        if (edits.Any(e => e.Attribute is null))
        {
            return null; // the text has changed since
        }

        TypeDeclarationSyntax changed = type.TrackNodes(edits.Select(e => e.Attribute!).Distinct());
        foreach ((AttributeSyntax? attribute, string[] edit) in edits)
        {
            changed = RepairEdits.Apply(changed, changed.GetCurrentNode(attribute!)!, edit[1], edit[2], edit[3]);
        }

        return new Replacement(lines[0], type, changed);
    }

    private static AttributeSyntax? Find(TypeDeclarationSyntax type, string start)
    {
        int at = int.Parse(start, CultureInfo.InvariantCulture);
        return type.AttributeLists.SelectMany(l => l.Attributes).FirstOrDefault(a => a.SpanStart == at);
    }
}
