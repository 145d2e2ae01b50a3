using System.Collections.Immutable;
using DeepDsl.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DeepDsl.CodeFixes;

/// <summary>Writes an attribute of another library as it is written here.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class ForeignNameCodeFix : ModelCodeFix
{
    public override ImmutableArray<string> FixableDiagnosticIds { get; } =
        ImmutableArray.Create(RuleIds.UnknownArgument, RuleIds.ForeignLayer, RuleIds.ForeignArgument);

    protected override Replacement? Fix(string rule, SyntaxNode node, string suggestion) =>
        suggestion.Length == 0 || node.FirstAncestorOrSelf<AttributeSyntax>() is not { } attribute ? null
            : new Replacement($"Write [{suggestion}]", [attribute], old => Parse(suggestion).WithTriviaFrom(old));

    private static AttributeSyntax Parse(string text) =>
        SyntaxFactory.ParseCompilationUnit($"[{text}] class C;").DescendantNodes().OfType<AttributeSyntax>().First();
}
