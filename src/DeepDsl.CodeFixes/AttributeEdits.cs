using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DeepDsl.CodeFixes;

/// <summary>Changes to the attributes of a class.</summary>
internal static class AttributeEdits
{
    private static readonly SyntaxToken Comma = SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space);

    /// <summary>The attribute with an argument that has the value.</summary>
    /// <param name="attribute">The attribute to change.</param>
    /// <param name="argument">The property; a number for the argument at that place; empty for the first of the constructor.</param>
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

    /// <summary>The attribute without an argument, named as for the other.</summary>
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

    /// <summary>The class with another attribute in front of the given one, in its list if it isn't the first there.</summary>
    public static TypeDeclarationSyntax WithBefore(this TypeDeclarationSyntax type, AttributeSyntax attribute, string text)
    {
        AttributeListSyntax list = (AttributeListSyntax)attribute.Parent!;
        AttributeSyntax added = Parse(text);
        int index = list.Attributes.IndexOf(attribute);
        if (index > 0)
        {
            return type.ReplaceNode(list, list.WithAttributes(list.Attributes.Insert(index, added.WithLeadingTrivia(attribute.GetLeadingTrivia()))));
        }

        // Comments above the list stay above what now comes first.
        AttributeListSyntax before = ListLike(list, [added]).WithLeadingTrivia(list.GetLeadingTrivia());
        SyntaxList<AttributeListSyntax> lists = type.AttributeLists;
        return type.WithAttributeLists(lists.Replace(list, list.WithLeadingTrivia(Indentation(list))).Insert(lists.IndexOf(list), before));
    }

    /// <summary>The class with another attribute behind the given one, in its list if that has more than one.</summary>
    public static TypeDeclarationSyntax WithAfter(this TypeDeclarationSyntax type, AttributeSyntax attribute, string text)
    {
        AttributeListSyntax list = (AttributeListSyntax)attribute.Parent!;
        AttributeSyntax added = Parse(text);
        return list.Attributes.Count == 1
            ? type.WithAttributeLists(type.AttributeLists.Insert(type.AttributeLists.IndexOf(list) + 1, ListLike(list, [added])))
            : type.ReplaceNode(list, list.WithAttributes(Inserted(list.Attributes, list.Attributes.IndexOf(attribute) + 1, added)));
    }

    /// <summary>The class with a list of attributes behind all others.</summary>
    public static TypeDeclarationSyntax WithList(this TypeDeclarationSyntax type, string text) =>
        type.WithAttributeLists(type.AttributeLists.Add(ListLike(type.AttributeLists.Last(), ParseList(text))));

    public static AttributeSyntax Parse(string text) => ParseList(text)[0];

    private static AttributeSyntax[] ParseList(string text)
    {
        TypeDeclarationSyntax type = (TypeDeclarationSyntax)SyntaxFactory.ParseMemberDeclaration($"[{text}] class C;")!;
        return [.. type.AttributeLists[0].Attributes.Select(a => a.WithoutTrivia())];
    }

    /// <summary>A list that stands on a line of its own, or within one, as the given list does.</summary>
    private static AttributeListSyntax ListLike(AttributeListSyntax model, AttributeSyntax[] attributes) =>
        SyntaxFactory.AttributeList(SyntaxFactory.SeparatedList(attributes, Enumerable.Repeat(Comma, attributes.Length - 1)))
            .WithLeadingTrivia(Indentation(model)).WithTrailingTrivia(model.GetTrailingTrivia());

    /// <summary>The white space before a list, without the comments and lines above it.</summary>
    private static SyntaxTriviaList Indentation(AttributeListSyntax list) =>
        SyntaxFactory.TriviaList(list.GetLeadingTrivia().Where((t, i) => t.IsKind(SyntaxKind.WhitespaceTrivia) && i == list.GetLeadingTrivia().Count - 1));

    private static AttributeArgumentSyntax? Find(AttributeSyntax attribute, string argument) =>
        int.TryParse(argument, NumberStyles.None, CultureInfo.InvariantCulture, out int place)
            ? attribute.ArgumentList?.Arguments.ElementAtOrDefault(place)
            : attribute.ArgumentList?.Arguments.FirstOrDefault(a =>
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
