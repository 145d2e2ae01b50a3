using System.Globalization;
using DeepDsl.Analyzers.Tests.Harness;
using DeepDsl.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace DeepDsl.Analyzers.Tests.Advising;

/// <summary>
/// Whether advice holds together: each fix of each finding is applied, and all rules are asked again. The finding must be gone, and nothing
/// new may be wrong.
/// </summary>
internal static class AdviceTrial
{
    /// <summary>
    /// Of values that nobody reads, a merge may be missing, and nobody but the user knows which; a loss with an argument that it does not take
    /// is judged once that is gone.
    /// </summary>
    private static readonly string[] s_open = [RuleIds.UnreadOutput, RuleIds.SeveralOutputs, RuleIds.ConflictingArguments];

    /// <summary>What is wrong with the fixes of a source, and with what its messages say, each by itself.</summary>
    /// <param name="enable">A rule that is off by default.</param>
    /// <param name="hasOneFault">Whether all is well once that is mended.</param>
    public static async Task<IReadOnlyList<string>> Of(string source, string? enable = null, bool hasOneFault = true)
    {
        CSharpCompilation compilation = Sources.Compile(source);
        IReadOnlyList<Diagnostic> before = RuleTest.DiagnosticsAndErrors(enable is null ? compilation : RuleTest.Enable(compilation, enable));
        List<string> complaints = [];
        foreach (Diagnostic finding in before.Where(d => d.Id.StartsWith("DD", StringComparison.Ordinal)))
        {
            // While a declaration has an error, the rules of sound models are silent: what they say then is the doing of another fault.
            bool isMasked = before.Any(d => d.Severity == DiagnosticSeverity.Error) && (!hasOneFault || s_open.Contains(finding.Id));
            foreach ((string title, string mended, IReadOnlyList<Diagnostic> left) in await FixTest.ApplyEach(source, finding, enable))
            {
                string[] wrong = [.. Wrong(finding, before, left, isMasked ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning)];
                if (wrong.Length > 0)
                {
                    complaints.Add($"{finding.Id} {Message(finding)}\n  {title}:\n    {string.Join("\n    ", wrong)}\n{mended}");
                }
            }
        }

        complaints.AddRange(SentenceTrial.Of(enable is null ? compilation : RuleTest.Enable(compilation, enable), enable));
        return complaints;
    }

    /// <summary>What a fix must not leave.</summary>
    private static IEnumerable<string> Wrong(
        Diagnostic finding, IReadOnlyList<Diagnostic> before, IReadOnlyList<Diagnostic> left, DiagnosticSeverity least)
    {
        if (Count(left, finding.Id) >= Count(before, finding.Id))
        {
            yield return $"{finding.Id} is still there";
        }

        foreach (Diagnostic worse in left.Where(d => d.Severity >= least && Count(left, d.Id) > Count(before, d.Id)).DistinctBy(d => d.Id))
        {
            yield return $"{worse.Id} {Message(worse)}";
        }
    }

    private static int Count(IReadOnlyList<Diagnostic> diagnostics, string id) => diagnostics.Count(d => d.Id == id);

    private static string Message(Diagnostic diagnostic) => diagnostic.GetMessage(CultureInfo.InvariantCulture);
}
