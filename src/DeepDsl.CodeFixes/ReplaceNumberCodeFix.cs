using System.Collections.Immutable;
using System.Globalization;
using DeepDsl.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DeepDsl.CodeFixes;

/// <summary>Gives an argument the number that the rule proposes.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class ReplaceNumberCodeFix : ModelCodeFix
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(RuleIds.ChannelsOffVector);

    protected override Replacement? Fix(SyntaxNode node, string suggestion) =>
        node is not LiteralExpressionSyntax literal || !int.TryParse(suggestion, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? null : new Replacement(
                $"Change to {suggestion}",
                literal,
                SyntaxFactory.LiteralExpression(SyntaxKind.NumericLiteralExpression, SyntaxFactory.Literal(number)).WithTriviaFrom(literal));
}
