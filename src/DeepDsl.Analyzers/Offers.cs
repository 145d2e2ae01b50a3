using DeepDsl.Analyzers.Repairs;
using DeepDsl.Analyzers.Rules;
using DeepDsl.Compiler.Spec;
using DeepDsl.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DeepDsl.Analyzers;

/// <summary>
/// What a fix can offer for a diagnostic. It is worked out when somebody asks, not while the user types: each change is built and judged
/// by the rule before it is offered.
/// </summary>
public static class Offers
{
    private static readonly Lazy<Dictionary<string, ModelAnalyzer>> ByRule = new(() => Complaints.Analyzers
        .SelectMany(a => a.SupportedDiagnostics.Select(r => (r.Id, a))).ToDictionary(r => r.Id, r => r.a));

    /// <param name="diagnostic">One of ours.</param>
    /// <param name="model">Of the file that it is in.</param>
    public static IReadOnlyList<Repair> For(Diagnostic diagnostic, SemanticModel model, CancellationToken cancellation)
    {
        SyntaxNode root = model.SyntaxTree.GetRoot(cancellation);
        if (!root.FullSpan.Contains(diagnostic.Location.SourceSpan)
            || root.FindNode(diagnostic.Location.SourceSpan).FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { } part
            || model.GetDeclaredSymbol(part, cancellation) is not INamedTypeSymbol type)
        {
            return [];
        }

        Declarations declarations = Declarations.Of(model.Compilation);
        if (declarations.Model(type, model.Compilation, cancellation) is { } declared)
        {
            return ByRule.Value.TryGetValue(diagnostic.Id, out ModelAnalyzer analyzer)
                ? Of(analyzer, declared, diagnostic, new BlockUses(model.Compilation, cancellation))
                : Find(declared.Problems(cancellation), declared.Sources, diagnostic) is { } problem
                    ? [.. ProblemRepairs.Of(new BrokenModel(declared), problem)] : [];
        }

        return declarations.Block(type, model.Compilation, cancellation) is { } block
            && Find(block.Declaration.Problems, block.Sources, diagnostic) is { } mistake ? [.. BlockRepairs.Of(block, mistake)] : [];
    }

    private static IReadOnlyList<Repair> Of(ModelAnalyzer analyzer, DeclaredModel model, Diagnostic diagnostic, BlockUses uses)
    {
        IReadOnlyList<Finding> all = model.Repairable(analyzer);
        return all.FirstOrDefault(f => f.Rule.Id == diagnostic.Id && IsAt(f.Place, model.Sources, diagnostic)) is { } finding
            ? [.. FindingRepairs.Of(analyzer, model.Built, all, finding, uses.Bear)] : [];
    }

    private static Problem? Find(IReadOnlyList<Problem> problems, AttributeSources sources, Diagnostic diagnostic) =>
        problems.FirstOrDefault(p => ProblemRules.ByKind.TryGetValue(p.Kind, out DiagnosticDescriptor rule) && rule.Id == diagnostic.Id && IsAt(p, sources, diagnostic));

    private static bool IsAt(Problem place, AttributeSources sources, Diagnostic diagnostic) =>
        place.Message == diagnostic.GetMessage() && sources.LocationOf(place).SourceSpan == diagnostic.Location.SourceSpan;
}
