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
        TypeDeclarationSyntax named = NameOutputOfLoss(type, names);
        AttributeListSyntax last = named.AttributeLists.Last();
        return new Replacement($"Add [{shown}]", type, named.WithAttributeLists(named.AttributeLists.Add(AttributeSyntaxes.ListLike(last, outputs))));
    }

    /// <summary>A single loss read the only output, or the last value; now that there are several it must say so.</summary>
    private static TypeDeclarationSyntax NameOutputOfLoss(TypeDeclarationSyntax type, string[] added)
    {
        string[] present = [.. Attributes(type, "Output").Select(o => o.ArgumentList?.Arguments.FirstOrDefault()?.Expression)
            .OfType<LiteralExpressionSyntax>().Select(l => l.Token.ValueText)];
        string? read = present.Length switch { 0 => added.Last(), 1 => present[0], _ => null };
        AttributeSyntax[] losses = [.. Attributes(type, "Loss")];
        if (read is null || losses.Length != 1 || losses[0].ArgumentList is not { } arguments
            || arguments.Arguments.Any(a => a.NameEquals?.Name.ToString() == "Output"))
        {
            return type;
        }

        AttributeArgumentSyntax output = SyntaxFactory.AttributeArgument(
            SyntaxFactory.NameEquals(
                SyntaxFactory.IdentifierName("Output").WithTrailingTrivia(SyntaxFactory.Space),
                SyntaxFactory.Token(SyntaxKind.EqualsToken).WithTrailingTrivia(SyntaxFactory.Space)),
            null, SyntaxFactory.LiteralExpression(SyntaxKind.StringLiteralExpression, SyntaxFactory.Literal(read)));
        SyntaxToken comma = SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space);
        SeparatedSyntaxList<AttributeArgumentSyntax> longer = SyntaxFactory.SeparatedList(
            arguments.Arguments.Append(output), arguments.Arguments.GetSeparators().Append(comma));
        return type.ReplaceNode(losses[0], losses[0].WithArgumentList(arguments.WithArguments(longer)));
    }

    private static IEnumerable<AttributeSyntax> Attributes(TypeDeclarationSyntax type, string name) =>
        type.AttributeLists.SelectMany(l => l.Attributes).Where(a => a.Name.ToString() == name);
}
