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
            Repair.SetVerb => type.ReplaceNode(attribute, attribute.With(argument, _ => SyntaxFactory.ParseExpression(value))),
            Repair.MemberVerb => type.ReplaceNode(attribute, attribute.With(argument, old => Member(old, value))),
            Repair.DropVerb => type.ReplaceNode(attribute, attribute.Without(argument)),
            Repair.RenameVerb => type.ReplaceNode(attribute, attribute.WithName(Name(attribute.Name, value))),
            Repair.ReplaceVerb => type.ReplaceNode(attribute, AttributeEdits.Parse(value).WithTriviaFrom(attribute)),
            Repair.RemoveVerb => type.Without(attribute),
            Repair.AppendVerb => type.WithAfter(attribute, value),
            _ => throw new InvalidOperationException($"No such edit: {verb}."),
        };

    /// <summary>Keeps the qualification of the old one, where that names the enum and not a class of constants.</summary>
    private static ExpressionSyntax Member(ExpressionSyntax? old, string value)
    {
        string[] parts = value.Split('.');
        return old is MemberAccessExpressionSyntax access && access.Expression.ToString().Split('.', ':').Last().Trim() == parts[0]
            ? access.WithName(SyntaxFactory.IdentifierName(parts[1]))
            : SyntaxFactory.ParseExpression(value);
    }

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
}
