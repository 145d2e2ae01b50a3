using System.Collections.Immutable;
using System.Globalization;
using DeepDsl.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DeepDsl.CodeFixes;

/// <summary>Makes the edits that a diagnostic spells out (<see cref="LayerEdits"/>).</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class EditLayersCodeFix : ModelCodeFix
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(
        RuleIds.ConstantInit, RuleIds.BiasStart, RuleIds.SigmoidStack, RuleIds.TanhStack, RuleIds.SigmoidsInARow, RuleIds.TanhsInARow,
        RuleIds.HeInitOnSaturation, RuleIds.GlorotInitOnReLU, RuleIds.SeluInit, RuleIds.SeluWithNorm, RuleIds.SeluWithDropout,
        RuleIds.LinearPair, RuleIds.ActivationPair, RuleIds.ReLUOnScores, RuleIds.DropoutBeforeBatchNorm, RuleIds.BiasBeforeBatchNorm,
        RuleIds.DropoutOnScores, RuleIds.HighDropoutRate, RuleIds.DropoutOnFewUnits, RuleIds.BatchNormOnSmallBatch, RuleIds.DeepPlainStack,
        RuleIds.NoBias, RuleIds.SoftmaxOverOneValue, RuleIds.LogOfSoftmax);

    protected override Replacement? Fix(SyntaxNode node, string suggestion)
    {
        if (suggestion.Length == 0 || node.FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { } type)
        {
            return null;
        }

        string[] lines = suggestion.Split('\n');
        AttributeSyntax[] attributes = [.. type.AttributeLists.SelectMany(l => l.Attributes)];
        TypeDeclarationSyntax changed = type.TrackNodes(attributes);
        foreach (string[] words in lines.Skip(1).Select(l => l.Split('\t')))
        {
            AttributeSyntax attribute = attributes[int.Parse(words[1], CultureInfo.InvariantCulture)];
            changed = Apply(changed, changed.GetCurrentNode(attribute)!, words);
        }

        return new Replacement(lines[0], type, changed);
    }

    private static TypeDeclarationSyntax Apply(TypeDeclarationSyntax type, AttributeSyntax attribute, string[] words) => words[0] switch
    {
        "remove" => type.Without(attribute),
        "after" => type.WithAfter(attribute, words[2]),
        "set" => type.ReplaceNode(attribute, attribute.With(words[2], words[3])),
        "first" => type.ReplaceNode(attribute, attribute.WithFirst(words[2])),
        "unset" => type.ReplaceNode(attribute, attribute.Without(words[2])),
        "rename" => type.ReplaceNode(attribute, attribute.WithName(SyntaxFactory.IdentifierName(words[2]).WithTriviaFrom(attribute.Name))),
        "replace" => type.ReplaceNode(attribute, AttributeEdits.Parse(words[2]).WithTriviaFrom(attribute)),
        _ => throw new InvalidOperationException($"No such edit: {words[0]}."),
    };
}
