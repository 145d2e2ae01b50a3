using DeepDsl.Compiler.Build;
using Microsoft.CodeAnalysis;

namespace DeepDsl.Analyzers.Repairs;

/// <summary>What can be done about a finding of a rule: of the drafts that it proposes, those that mend it and do no harm.</summary>
internal static class FindingRepairs
{
    private const int MostTried = 8;

    private const int MostOffered = 4;

    /// <param name="analyzer">Who found it.</param>
    /// <param name="built">In which model.</param>
    /// <param name="all">All that it found there.</param>
    /// <param name="finding">One of them.</param>
    public static IEnumerable<Repair> Of(ModelAnalyzer analyzer, BuiltModel built, IReadOnlyList<Finding> all, Finding finding) =>
        (finding.Repairs?.Invoke() ?? []).Take(MostTried).Where(d => Mends(analyzer, built, all, finding, d)).Take(MostOffered)
            .Select(d => d.Repair);

    /// <summary>Whether it leaves no other problem, not this finding, and no more errors and warnings of the analyzer than there were.</summary>
    private static bool Mends(ModelAnalyzer analyzer, BuiltModel built, IReadOnlyList<Finding> before, Finding finding, Draft draft)
    {
        if (!draft.IsPossible || draft.After.Problems.Count > built.Problems.Count)
        {
            return false;
        }

        IReadOnlyList<Finding> after = analyzer.Find(draft.After);
        IReadOnlyList<int>? place = draft.PlaceAfter(finding.Place);
        bool stays = place is not null && after.Any(f => f.Rule.Id == finding.Rule.Id && f.Place.Setting == finding.Place.Setting
            && f.Place.Argument == finding.Place.Argument && f.Place.Path.SequenceEqual(place));
        return !stays && Count(after, finding.Rule) < Count(before, finding.Rule)
            && analyzer.SupportedDiagnostics.Where(r => r.DefaultSeverity >= DiagnosticSeverity.Warning)
                .All(r => Count(after, r) <= Count(before, r));
    }

    private static int Count(IReadOnlyList<Finding> findings, DiagnosticDescriptor rule) => findings.Count(f => f.Rule.Id == rule.Id);
}
