using System.Collections.Immutable;
using DeepDsl.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DeepDsl.CodeFixes;

/// <summary>What all fixes share: one action for each diagnostic, which rewrites the model's class.</summary>
public abstract class ModelCodeFix : CodeFixProvider
{
    public sealed override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            SyntaxNode? node = root?.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);
            string suggestion = diagnostic.Properties.TryGetValue(DeclarationAnalyzer.Suggestion, out string? s) ? s ?? "" : "";
            if (node is null || Fix(node, suggestion) is not { } fix)
            {
                continue;
            }

            context.RegisterCodeFix(
                CodeAction.Create(fix.Title, _ => Task.FromResult(context.Document.WithSyntaxRoot(root!.ReplaceNode(fix.Old, fix.New))), GetType().Name),
                diagnostic);
        }
    }

    /// <summary>The title and the replacement; null where nothing can be done.</summary>
    /// <param name="node">What the diagnostic is at.</param>
    /// <param name="suggestion">What the diagnostic carries.</param>
    protected abstract Replacement? Fix(SyntaxNode node, string suggestion);

    protected sealed record Replacement(string Title, SyntaxNode Old, SyntaxNode New);
}
