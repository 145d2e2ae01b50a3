using System.Collections.Immutable;
using DeepDsl.Analyzers;
using DeepDsl.Analyzers.Repairs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace DeepDsl.CodeFixes;

/// <summary>
/// All repairs of a file in one go, in the order of the source. Applied one by one and merged as texts, those of one model would often
/// overlap, and all but the first be dropped.
/// </summary>
internal sealed class RepairAll : DocumentBasedFixAllProvider
{
    protected override async Task<Document?> FixAllAsync(FixAllContext context, Document document, ImmutableArray<Diagnostic> diagnostics)
    {
        // No key where the caller asked a finding that has no repair, as dotnet format may.
        string key = context.CodeActionEquivalenceKey ?? RepairCodeFix.KeyOfFirst;
        SyntaxNode? root = await document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        SemanticModel? model = await document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        if (root is null || model is null)
        {
            return null;
        }

        IEnumerable<Repair> repairs = diagnostics.OrderBy(d => d.Location.SourceSpan.Start).SelectMany(d =>
            RepairCodeFix.Keyed(Offers.For(d, model, context.CancellationToken)).Where(r => r.Key == key).Select(r => r.Repair));
        return document.WithSyntaxRoot(RepairEdits.Apply(root, repairs));
    }
}
