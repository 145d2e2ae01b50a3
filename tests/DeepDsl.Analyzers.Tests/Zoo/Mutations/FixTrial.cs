using System.Globalization;
using DeepDsl.Analyzers.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace DeepDsl.Analyzers.Tests.Zoo.Mutations;

/// <summary>Whether the first fix of a finding leaves a model that compiles and has the finding no more.</summary>
internal static class FixTrial
{
    public static async Task<(FixOutcome, string)> Of(string source, Diagnostic finding, IEnumerable<Diagnostic> all)
    {
        if (await FixTest.ApplyFirst(source, finding) is not { } mended)
        {
            return (FixOutcome.None, "");
        }

        (string title, IReadOnlyList<Diagnostic> left) = mended;
        bool compiles = !left.Any(d => d.Severity == DiagnosticSeverity.Error);
        bool gone = left.Count(d => d.Id == finding.Id) < all.Count(d => d.Id == finding.Id);
        string rest = string.Join("; ", left.Select(d => $"{d.Id} {d.GetMessage(CultureInfo.InvariantCulture)}"));
        return compiles && gone ? (FixOutcome.Clean, title) : (FixOutcome.Failed, $"{title}: {rest}");
    }
}
