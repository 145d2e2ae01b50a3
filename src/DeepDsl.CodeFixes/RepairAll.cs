using DeepDsl.Analyzers;
using DeepDsl.Analyzers.Repairs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace DeepDsl.CodeFixes;

/// <summary>
/// All repairs of a file, a project or a solution in one go, in the order of the source. Applied one by one and merged as texts, those of one
/// model would often overlap, and all but the first be dropped. A repair may be of another file than what it is about: layers inside a
/// block are reported where that is used.
/// </summary>
internal sealed class RepairAll : FixAllProvider
{
    public override async Task<CodeAction?> GetFixAsync(FixAllContext context)
    {
        IEnumerable<Diagnostic> diagnostics = context.Scope switch
        {
            FixAllScope.Document when context.Document is { } document => await context.GetDocumentDiagnosticsAsync(document).ConfigureAwait(false),
            FixAllScope.Project => await context.GetAllDiagnosticsAsync(context.Project).ConfigureAwait(false),
            FixAllScope.Solution => (await Task.WhenAll(context.Solution.Projects.Select(context.GetAllDiagnosticsAsync)).ConfigureAwait(false))
                .SelectMany(d => d),
            _ => [],
        };
        string title = $"Fix all of {string.Join(", ", context.DiagnosticIds.OrderBy(i => i, StringComparer.Ordinal))}";
        return CodeAction.Create(title, _ => Apply(context, [.. diagnostics]), title);
    }

    private static async Task<Solution> Apply(FixAllContext context, Diagnostic[] diagnostics)
    {
        // No key where the caller asked a finding that has no repair, as dotnet format may.
        string key = context.CodeActionEquivalenceKey ?? RepairCodeFix.KeyOfFirst;
        List<Repair> repairs = [];
        foreach (IGrouping<Document, Diagnostic> found in diagnostics.GroupBy(d => context.Solution.GetDocument(d.Location.SourceTree)!)
            .Where(g => g.Key is not null))
        {
            if (await found.Key.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false) is { } model)
            {
                repairs.AddRange(found.OrderBy(d => d.Location.SourceSpan.Start).SelectMany(d =>
                    RepairCodeFix.Keyed(Offers.For(d, model, context.CancellationToken)).Where(r => r.Key == key).Select(r => r.Repair)));
            }
        }

        return RepairEdits.Apply(context.Solution, repairs);
    }
}
