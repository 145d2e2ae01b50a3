using System.Collections.Immutable;
using DeepDsl.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DeepDsl.CodeFixes;

/// <summary>Moves the channels of an input to the end.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class ReorderInputCodeFix : ModelCodeFix
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(RuleIds.ChannelsFirst);

    protected override Replacement? Fix(SyntaxNode node, string suggestion)
    {
        if (node.FirstAncestorOrSelf<AttributeSyntax>()?.ArgumentList is not { } list || list.Arguments.Count < 3
            || list.Arguments.Take(3).Any(a => a.NameEquals is not null || a.NameColon is not null))
        {
            return null;
        }

        // The expressions move, so that a named constant stays one; separators and white space remain where they are.
        ExpressionSyntax[] dims = [.. list.Arguments.Take(3).Select(a => a.Expression)];
        Dictionary<ExpressionSyntax, ExpressionSyntax> moved = new() { [dims[0]] = dims[1], [dims[1]] = dims[2], [dims[2]] = dims[0] };
        return new Replacement($"Change to [Input({suggestion})]", list, list.ReplaceNodes(dims, (old, _) => moved[old].WithTriviaFrom(old)));
    }
}
