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
    /// <param name="bear">Whether other uses of the blocks that a draft changes bear it.</param>
    public static IEnumerable<Repair> Of(
        ModelAnalyzer analyzer, BuiltModel built, IReadOnlyList<Finding> all, Finding finding, Func<Draft, bool> bear)
    {
        Lazy<Complaints> before = new(() => Complaints.Of(built));
        return (finding.Repairs?.Invoke() ?? []).Take(MostTried)
            .Where(d => Mends(analyzer, built, all, finding, d) && Complaints.Of(d.After).AddNothingTo(before.Value) && bear(d)).Take(MostOffered)
            .Select(d => d.Repair);
    }

    /// <summary>Whether it leaves no other problem, and not this finding.</summary>
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
        return !stays && Count(after, finding.Rule) < Count(before, finding.Rule);
    }

    private static int Count(IReadOnlyList<Finding> findings, DiagnosticDescriptor rule) => findings.Count(f => f.Rule.Id == rule.Id);
}
