using System.Collections.Immutable;
using DeepDsl.Analyzers.Usage;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace DeepDsl.CodeFixes;

/// <summary>What fixes share that edit no attributes: one action for each diagnostic, which changes some nodes.</summary>
public abstract class ModelCodeFix : CodeFixProvider
{
    public sealed override FixAllProvider GetFixAllProvider() => new All();

    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        if (await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false) is not { } root)
        {
            return;
        }

        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            if (FixOf(diagnostic, root) is { } fix)
            {
                string title = fix.ChangesData ? $"{fix.Title} (the data must change too)" : fix.Title;
                context.RegisterCodeFix(
                    CodeAction.Create(
                        title, _ => Task.FromResult(context.Document.WithSyntaxRoot(Apply(root, [fix]))), fix.ChangesData ? null : GetType().Name),
                    diagnostic);
            }
        }
    }

    /// <summary>The title and the change; null where nothing can be done.</summary>
    /// <param name="rule">Whose diagnostic it is.</param>
    /// <param name="node">What the diagnostic is at.</param>
    /// <param name="suggestion">What the diagnostic carries.</param>
    protected abstract Replacement? Fix(string rule, SyntaxNode node, string suggestion);

    private Replacement? FixOf(Diagnostic diagnostic, SyntaxNode root)
    {
        diagnostic.Properties.TryGetValue(ModelCall.Suggestion, out string? suggestion);
        return Fix(diagnostic.Id, root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true), suggestion ?? "");
    }

    private static SyntaxNode Apply(SyntaxNode root, IEnumerable<Replacement> fixes)
    {
        Dictionary<SyntaxNode, Func<SyntaxNode, SyntaxNode>> changes = [];
        foreach (Replacement fix in fixes)
        {
            foreach (SyntaxNode node in fix.Nodes)
            {
                changes[node] = fix.Change;
            }
        }

        return root.ReplaceNodes(changes.Keys, (old, current) => changes[old](current));
    }

    /// <param name="Title">What the IDE offers.</param>
    /// <param name="Nodes">What changes; one may contain another.</param>
    /// <param name="Change">What becomes of one, in which others may have changed already.</param>
    /// <param name="ChangesData">Whether what is passed must change with it; such a fix is made one at a time, so it has no key.</param>
    protected sealed record Replacement(
        string Title, IReadOnlyList<SyntaxNode> Nodes, Func<SyntaxNode, SyntaxNode> Change, bool ChangesData = false);

    /// <summary>Each of these fixes has one action to repeat, so the key says nothing; dotnet format may come without any.</summary>
    private sealed class All : DocumentBasedFixAllProvider
    {
        protected override async Task<Document?> FixAllAsync(FixAllContext context, Document document, ImmutableArray<Diagnostic> diagnostics)
        {
            SyntaxNode? root = await document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
            ModelCodeFix fixes = (ModelCodeFix)context.CodeFixProvider;
            return root is null ? null
                : document.WithSyntaxRoot(Apply(root, diagnostics.Select(d => fixes.FixOf(d, root)).OfType<Replacement>().Where(f => !f.ChangesData)));
        }
    }
}
