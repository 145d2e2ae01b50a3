using System.Collections.Immutable;
using DeepDsl.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DeepDsl.CodeFixes;

/// <summary>Makes the values that nobody reads outputs of the model.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class AddOutputCodeFix : ModelCodeFix
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(RuleIds.UnreadOutput, RuleIds.SeveralOutputs);

    protected override Replacement? Fix(SyntaxNode node, string suggestion)
    {
        if (suggestion.Length == 0 || node.FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { } type)
        {
            return null;
        }

        string[] names = suggestion.Split(',');
        AttributeSyntax[] outputs = [.. names.Select(n => AttributeSyntaxes.Of("Output", SyntaxFactory.Literal(n)))];
        string shown = string.Join(", ", names.Select(n => $"Output(\"{n}\")"));
        AttributeListSyntax last = type.AttributeLists.Last();
        return new Replacement($"Add [{shown}]", type, type.WithAttributeLists(type.AttributeLists.Add(AttributeSyntaxes.ListLike(last, outputs))));
    }
}
