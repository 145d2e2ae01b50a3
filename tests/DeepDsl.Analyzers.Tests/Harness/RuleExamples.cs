using System.Collections.Immutable;
using DeepDsl.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace DeepDsl.Analyzers.Tests.Harness;

/// <summary>The examples of all pages in one compilation, each in a file of its own, for what is asked of every rule.</summary>
internal static class RuleExamples
{
    private static readonly Lazy<ILookup<string, Diagnostic>> AsWritten = new(() => Diagnostics(id => RulePage.Example(id)!));

    private static readonly Lazy<ILookup<string, Diagnostic>> OfEveryRule = new(() => Diagnostics(id => RulePage.Example(id)!, everyRule: true));

    public static IReadOnlyList<string> Ids { get; } =
        [.. typeof(RuleIds).GetFields().Select(f => (string)f.GetValue(null)!).Where(id => RulePage.Example(id) is not null)];

    /// <summary>What is found in the example of a rule as the page shows it.</summary>
    public static IEnumerable<Diagnostic> Found(string id) => AsWritten.Value[id];

    /// <summary>The same with all rules on that are off by default.</summary>
    public static ILookup<string, Diagnostic> WithEveryRule => OfEveryRule.Value;

    /// <summary>What is found in the example of each rule.</summary>
    /// <param name="source">Writes the example of a rule.</param>
    /// <param name="severity">What .editorconfig says of the rule in its example; null for what it is by default, or at least switched on.</param>
    /// <param name="everyRule">Whether rules that are off by default are on in all examples.</param>
    public static ILookup<string, Diagnostic> Diagnostics(Func<string, string> source, string? severity = null, bool everyRule = false)
    {
        CSharpCompilation compilation = Sources.Empty
            .AddSyntaxTrees(Ids.Select(id => CSharpSyntaxTree.ParseText(source(id), Sources.Language, PathOf(id))))
            .WithOptions(Sources.Empty.Options.WithSyntaxTreeOptionsProvider(new Configuration(Ids.Select(id => (id, Severity(id, severity))), everyRule)));
        AnalyzerOptions files = new([.. Ids.SelectMany(id => RulePage.Files(id))]);
        return RuleTest.Diagnostics(compilation, files).ToLookup(d => Path.GetFileNameWithoutExtension(d.Location.SourceTree!.FilePath));
    }

    private static string? Severity(string id, string? severity) =>
        severity ?? (RuleTest.Rule(id).IsEnabledByDefault ? null : "suggestion");

    private static IEnumerable<string> Off => RuleTest.Analyzers.SelectMany(a => a.SupportedDiagnostics).Where(r => !r.IsEnabledByDefault).Select(r => r.Id);

    private static string PathOf(string id) => $"/src/{id}.cs";

    /// <summary>As if each example had an .editorconfig of its own.</summary>
    private sealed class Configuration(IEnumerable<(string Id, string? Severity)> rules, bool everyRule) : SyntaxTreeOptionsProvider
    {
        private readonly AnalyzerConfigSet _config = AnalyzerConfigSet.Create<ImmutableArray<AnalyzerConfig>>([AnalyzerConfig.Parse(
            "root = true\n" + (everyRule ? "[*.cs]\n" + string.Concat(Off.Select(id => $"dotnet_diagnostic.{id}.severity = suggestion\n")) : "")
            + string.Concat(rules.Where(r => r.Severity is not null).Select(r => $"[{r.Id}.cs]\ndotnet_diagnostic.{r.Id}.severity = {r.Severity}\n")),
            "/src/.editorconfig")]);

        public override GeneratedKind IsGenerated(SyntaxTree tree, CancellationToken cancellation) => GeneratedKind.Unknown;

        public override bool TryGetDiagnosticValue(SyntaxTree tree, string id, CancellationToken cancellation, out ReportDiagnostic severity) =>
            _config.GetOptionsForSourcePath(tree.FilePath).TreeOptions.TryGetValue(id, out severity);

        public override bool TryGetGlobalDiagnosticValue(string id, CancellationToken cancellation, out ReportDiagnostic severity)
        {
            severity = default;
            return false;
        }
    }
}
