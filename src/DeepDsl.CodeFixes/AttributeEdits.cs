using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DeepDsl.CodeFixes;

/// <summary>Changes to the attributes of a class.</summary>
internal static class AttributeEdits
{
    private static readonly SyntaxToken Comma = SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space);

    /// <summary>The attribute with an argument that has the value; empty names the first of the constructor.</summary>
    /// <param name="attribute">The attribute to change.</param>
    /// <param name="argument">The name of the property, or nothing.</param>
    /// <param name="value">The new value, from the old one if there is one.</param>
    public static AttributeSyntax With(this AttributeSyntax attribute, string argument, Func<ExpressionSyntax?, ExpressionSyntax> value)
    {
        if (Find(attribute, argument) is { } given)
        {
            return attribute.ReplaceNode(given.Expression, value(given.Expression).WithTriviaFrom(given.Expression));
        }

        if (argument.Length == 0)
        {
            return attribute;
        }

        AttributeArgumentListSyntax list = attribute.ArgumentList ?? SyntaxFactory.AttributeArgumentList();
        AttributeArgumentSyntax added = SyntaxFactory.AttributeArgument(value(null))
            .WithNameEquals(SyntaxFactory.NameEquals(SyntaxFactory.IdentifierName(argument).WithTrailingTrivia(SyntaxFactory.Space))
                .WithEqualsToken(SyntaxFactory.Token(SyntaxKind.EqualsToken).WithTrailingTrivia(SyntaxFactory.Space)));
        return attribute.WithArgumentList(list.WithArguments(Inserted(list.Arguments, list.Arguments.Count, added)));
    }

    /// <summary>The attribute without a named argument.</summary>
    public static AttributeSyntax Without(this AttributeSyntax attribute, string argument)
    {
        if (Find(attribute, argument) is not { } given)
        {
            return attribute;
        }

        AttributeArgumentListSyntax list = attribute.ArgumentList!;
        return attribute.WithArgumentList(list.Arguments.Count == 1 ? null : list.WithArguments(list.Arguments.Remove(given)));
    }

    public static TypeDeclarationSyntax Without(this TypeDeclarationSyntax type, AttributeSyntax attribute)
    {
        AttributeListSyntax list = (AttributeListSyntax)attribute.Parent!;
        if (list.Attributes.Count > 1)
        {
            return type.ReplaceNode(list, list.WithAttributes(list.Attributes.Remove(attribute)));
        }

        // What stands above the list stays; its own line goes, but not the end of a line that begins before it.
        bool own = list.GetFirstToken().GetPreviousToken().TrailingTrivia.Any(SyntaxKind.EndOfLineTrivia) || list == type.AttributeLists[0];
        bool commented = list.GetLeadingTrivia().Any(t => !t.IsKind(SyntaxKind.WhitespaceTrivia));
        SyntaxRemoveOptions keep = commented ? SyntaxRemoveOptions.KeepLeadingTrivia : SyntaxRemoveOptions.KeepNoTrivia;
        keep |= own ? SyntaxRemoveOptions.KeepNoTrivia : SyntaxRemoveOptions.KeepTrailingTrivia;
        return type.RemoveNode(list, keep)!;
    }

    /// <summary>The class with another attribute behind the given one, in its list if that has more than one.</summary>
    public static TypeDeclarationSyntax WithAfter(this TypeDeclarationSyntax type, AttributeSyntax attribute, string text)
    {
        AttributeListSyntax list = (AttributeListSyntax)attribute.Parent!;
        AttributeSyntax added = Parse(text);
        if (list.Attributes.Count == 1)
        {
            AttributeListSyntax next = AttributeSyntaxes.ListLike(list, [added]);
            return type.WithAttributeLists(type.AttributeLists.Insert(type.AttributeLists.IndexOf(list) + 1, next));
        }

        return type.ReplaceNode(list, list.WithAttributes(Inserted(list.Attributes, list.Attributes.IndexOf(attribute) + 1, added)));
    }

    public static AttributeSyntax Parse(string text)
    {
        TypeDeclarationSyntax type = (TypeDeclarationSyntax)SyntaxFactory.ParseMemberDeclaration($"[{text}] class C;")!;
        return type.AttributeLists[0].Attributes[0].WithoutTrivia();
    }

    private static AttributeArgumentSyntax? Find(AttributeSyntax attribute, string argument) =>
        attribute.ArgumentList?.Arguments.FirstOrDefault(a =>
            argument.Length == 0 ? a.NameEquals is null : a.NameEquals?.Name.Identifier.ValueText == argument);

    /// <summary>With ", " between it and its neighbours, where the list's own insertion leaves out the space.</summary>
    private static SeparatedSyntaxList<T> Inserted<T>(SeparatedSyntaxList<T> list, int index, T item)
        where T : SyntaxNode
    {
        List<SyntaxToken> commas = [.. list.GetSeparators()];
        if (list.Count > 0)
        {
            commas.Insert(Math.Min(Math.Max(index - 1, 0), commas.Count), Comma);
        }

        List<T> items = [.. list];
        items.Insert(index, item);
        return SyntaxFactory.SeparatedList(items, commas);
    }
}
