using System.Collections.Immutable;
using DeepDsl.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DeepDsl.CodeFixes;

/// <summary>Gives a layer, or the [Flatten] above one, the name of another kind of layer.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class ReplaceLayerCodeFix : ModelCodeFix
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } =
        ImmutableArray.Create(RuleIds.HeadHoldsMostParameters, RuleIds.AveragePooling);

    protected override Replacement? Fix(SyntaxNode node, string suggestion)
    {
        if (suggestion.Length == 0 || node.FirstAncestorOrSelf<AttributeSyntax>() is not { } attribute)
        {
            return null;
        }

        AttributeSyntax? layer = suggestion.StartsWith("Global", StringComparison.Ordinal) ? FlattenAbove(attribute) : attribute;
        return layer is null ? null : new Replacement(
            $"Use [{suggestion}]", layer.Name, SyntaxFactory.IdentifierName(suggestion).WithTriviaFrom(layer.Name));
    }

    private static AttributeSyntax? FlattenAbove(AttributeSyntax layer) => layer.FirstAncestorOrSelf<TypeDeclarationSyntax>()?.AttributeLists
        .SelectMany(l => l.Attributes).TakeWhile(a => a != layer)
        .LastOrDefault(a => a.Name is IdentifierNameSyntax { Identifier.ValueText: "Flatten" or "FlattenAttribute" });
}
