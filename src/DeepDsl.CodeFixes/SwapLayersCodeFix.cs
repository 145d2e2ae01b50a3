using System.Collections.Immutable;
using DeepDsl.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DeepDsl.CodeFixes;

/// <summary>Puts a layer behind the one that follows it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class SwapLayersCodeFix : ModelCodeFix
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(RuleIds.DropoutBeforePooling);

    protected override Replacement? Fix(SyntaxNode node, string suggestion)
    {
        if (suggestion.Length == 0 || node.FirstAncestorOrSelf<AttributeSyntax>() is not { } layer
            || layer.FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { } type
            || type.AttributeLists.SelectMany(l => l.Attributes).SkipWhile(a => a != layer).Skip(1).FirstOrDefault() is not { } next)
        {
            return null;
        }

        // Only what the attributes say moves; lines, comments and white space remain where they are.
        SyntaxNode swapped = type.ReplaceNodes([layer, next], (old, _) => (old == layer ? next : layer).WithTriviaFrom(old));
        return new Replacement($"Put it behind [{suggestion}]", type, swapped);
    }
}
