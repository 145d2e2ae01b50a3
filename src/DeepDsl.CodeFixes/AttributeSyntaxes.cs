using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DeepDsl.CodeFixes;

/// <summary>Attributes as fixes write them.</summary>
internal static class AttributeSyntaxes
{
    public static AttributeSyntax Of(string name, params SyntaxToken[] strings)
    {
        AttributeSyntax attribute = SyntaxFactory.Attribute(SyntaxFactory.IdentifierName(name));
        return strings.Length == 0 ? attribute : attribute.WithArgumentList(SyntaxFactory.AttributeArgumentList(SyntaxFactory.SeparatedList(
            strings.Select(s => SyntaxFactory.AttributeArgument(SyntaxFactory.LiteralExpression(SyntaxKind.StringLiteralExpression, s))))));
    }

    /// <summary>A list that stands on a line of its own, or within one, as the given list does.</summary>
    public static AttributeListSyntax ListLike(AttributeListSyntax model, IEnumerable<AttributeSyntax> attributes)
    {
        SyntaxToken comma = SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space);
        AttributeSyntax[] items = [.. attributes];
        return SyntaxFactory.AttributeList(SyntaxFactory.SeparatedList(items, Enumerable.Repeat(comma, items.Length - 1)))
            .WithLeadingTrivia(Indentation(model)).WithTrailingTrivia(model.GetTrailingTrivia());
    }

    /// <summary>The white space before a list, without the comments and lines above it.</summary>
    public static SyntaxTriviaList Indentation(AttributeListSyntax list) =>
        SyntaxFactory.TriviaList(list.GetLeadingTrivia().Where((t, i) => t.IsKind(SyntaxKind.WhitespaceTrivia) && i == list.GetLeadingTrivia().Count - 1));
}
