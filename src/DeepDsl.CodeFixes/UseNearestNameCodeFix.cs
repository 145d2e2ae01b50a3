using System.Collections.Immutable;
using DeepDsl.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DeepDsl.CodeFixes;

/// <summary>Replaces a misspelt name by the nearest one that exists.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class UseNearestNameCodeFix : ModelCodeFix
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(RuleIds.UnknownName);

    protected override Replacement? Fix(SyntaxNode node, string suggestion) =>
        suggestion.Length == 0 || node is not LiteralExpressionSyntax literal ? null : new Replacement(
            $"Change to \"{suggestion}\"",
            literal,
            SyntaxFactory.LiteralExpression(SyntaxKind.StringLiteralExpression, SyntaxFactory.Literal(suggestion)).WithTriviaFrom(literal));
}
