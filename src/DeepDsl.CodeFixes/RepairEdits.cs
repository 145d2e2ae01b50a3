using DeepDsl.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DeepDsl.CodeFixes;

/// <summary>The edits of which a <see cref="Repair"/> consists. What the user wrote around them stays as it is.</summary>
internal static class RepairEdits
{
    public static TypeDeclarationSyntax Apply(TypeDeclarationSyntax type, AttributeSyntax attribute, string verb, string argument, string value) =>
        verb switch
        {
            Repair.SetVerb => type.ReplaceNode(attribute, Set(attribute, argument, _ => SyntaxFactory.ParseExpression(value))),
            Repair.MemberVerb => type.ReplaceNode(attribute, Set(attribute, argument, old => Member(old, value))),
            Repair.DropVerb => type.ReplaceNode(attribute, Drop(attribute, argument)),
            Repair.RenameVerb => type.ReplaceNode(attribute, attribute.WithName(Name(attribute.Name, value))),
            Repair.RemoveVerb => Remove(type, attribute),
            Repair.AppendVerb => Append(type, attribute, value),
            _ => type,
        };

    private static AttributeSyntax Set(AttributeSyntax attribute, string argument, Func<ExpressionSyntax?, ExpressionSyntax> value)
    {
        if (Find(attribute, argument) is { } given)
        {
            return attribute.ReplaceNode(given.Expression, value(given.Expression).WithTriviaFrom(given.Expression));
        }

        AttributeArgumentSyntax added = SyntaxFactory.AttributeArgument(value(null)).WithNameEquals(SyntaxFactory.NameEquals(
            SyntaxFactory.IdentifierName(argument).WithTrailingTrivia(SyntaxFactory.Space),
            SyntaxFactory.Token(SyntaxKind.EqualsToken).WithTrailingTrivia(SyntaxFactory.Space)));
        SeparatedSyntaxList<AttributeArgumentSyntax> arguments = attribute.ArgumentList?.Arguments ?? default;
        SyntaxToken comma = SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space);
        SeparatedSyntaxList<AttributeArgumentSyntax> longer = SyntaxFactory.SeparatedList(
            arguments.Append(added), [.. arguments.GetSeparators(), .. Enumerable.Repeat(comma, arguments.Count > 0 ? 1 : 0)]);
        return attribute.WithArgumentList((attribute.ArgumentList ?? SyntaxFactory.AttributeArgumentList()).WithArguments(longer));
    }

    /// <summary>Keeps the qualification of the old one, where that names the enum and not a class of constants.</summary>
    private static ExpressionSyntax Member(ExpressionSyntax? old, string value)
    {
        string[] parts = value.Split('.');
        return old is MemberAccessExpressionSyntax access && access.Expression.ToString().Split('.', ':').Last().Trim() == parts[0]
            ? access.WithName(SyntaxFactory.IdentifierName(parts[1]))
            : SyntaxFactory.ParseExpression(value);
    }

    private static AttributeSyntax Drop(AttributeSyntax attribute, string argument)
    {
        if (Find(attribute, argument) is not { } given)
        {
            return attribute;
        }

        AttributeArgumentListSyntax list = attribute.ArgumentList!;
        return list.Arguments.Count == 1 ? attribute.WithArgumentList(null)
            : attribute.WithArgumentList(list.WithArguments(list.Arguments.Remove(given)));
    }

    private static AttributeArgumentSyntax? Find(AttributeSyntax attribute, string argument) =>
        attribute.ArgumentList?.Arguments.FirstOrDefault(a =>
            argument.Length == 0 ? a.NameEquals is null : a.NameEquals?.Name.Identifier.ValueText == argument);

    private static NameSyntax Name(NameSyntax old, string name)
    {
        IdentifierNameSyntax identifier = SyntaxFactory.IdentifierName(name);
        return old switch
        {
            QualifiedNameSyntax qualified => qualified.WithRight(identifier),
            AliasQualifiedNameSyntax alias => alias.WithName(identifier),
            _ => identifier.WithTriviaFrom(old),
        };
    }

    private static TypeDeclarationSyntax Remove(TypeDeclarationSyntax type, AttributeSyntax attribute)
    {
        AttributeListSyntax list = (AttributeListSyntax)attribute.Parent!;
        return list.Attributes.Count > 1
            ? type.ReplaceNode(list, list.WithAttributes(list.Attributes.Remove(attribute)))
            : type.RemoveNode(list, SyntaxRemoveOptions.KeepNoTrivia)!;
    }

    private static TypeDeclarationSyntax Append(TypeDeclarationSyntax type, AttributeSyntax attribute, string text)
    {
        AttributeListSyntax list = (AttributeListSyntax)attribute.Parent!;
        CompilationUnitSyntax parsed = SyntaxFactory.ParseCompilationUnit($"[{text}] class X;");
        AttributeSyntax added = ((TypeDeclarationSyntax)parsed.Members[0]).AttributeLists[0].Attributes[0];
        if (list.Attributes.Count == 1)
        {
            int index = type.AttributeLists.IndexOf(list);
            return type.WithAttributeLists(type.AttributeLists.Insert(index + 1, AttributeSyntaxes.ListLike(list, [added])));
        }

        SyntaxToken comma = SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space);
        int at = list.Attributes.IndexOf(attribute);
        List<SyntaxToken> separators = [.. list.Attributes.GetSeparators()];
        separators.Insert(at, comma);
        return type.ReplaceNode(list, list.WithAttributes(SyntaxFactory.SeparatedList(list.Attributes.Insert(at + 1, added), separators)));
    }
}
