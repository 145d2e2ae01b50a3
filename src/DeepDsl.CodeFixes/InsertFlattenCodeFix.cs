using System.Collections.Immutable;
using DeepDsl.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DeepDsl.CodeFixes;

/// <summary>Puts [Flatten] before a layer that needs a vector.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class InsertFlattenCodeFix : ModelCodeFix
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(RuleIds.WrongRank);

    protected override Replacement? Fix(SyntaxNode node, string suggestion)
    {
        if (suggestion != "Flatten" || node.FirstAncestorOrSelf<AttributeSyntax>() is not { Parent: AttributeListSyntax list } attribute)
        {
            return null;
        }

        AttributeSyntax flatten = AttributeSyntaxes.Of(suggestion);
        const string title = "Insert [Flatten]";
        int index = list.Attributes.IndexOf(attribute);
        if (index > 0)
        {
            AttributeListSyntax longer = list.WithAttributes(list.Attributes.Insert(index, flatten.WithLeadingTrivia(attribute.GetLeadingTrivia())));
            return new Replacement(title, list, longer);
        }

        TypeDeclarationSyntax type = (TypeDeclarationSyntax)list.Parent!;
        AttributeListSyntax before = AttributeSyntaxes.ListLike(list, [flatten]).WithLeadingTrivia(list.GetLeadingTrivia());
        SyntaxList<AttributeListSyntax> lists = type.AttributeLists;
        return new Replacement(title, type, type.WithAttributeLists(lists
            .Replace(list, list.WithLeadingTrivia(AttributeSyntaxes.Indentation(list))).Insert(lists.IndexOf(list), before)));
    }
}
