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

    public static IReadOnlyList<string> Ids { get; } =
        [.. typeof(RuleIds).GetFields().Select(f => (string)f.GetValue(null)!).Where(id => RulePage.Example(id) is not null)];

    /// <summary>What is found in the example of a rule as the page shows it.</summary>
    public static IEnumerable<Diagnostic> Found(string id) => AsWritten.Value[id];

    /// <summary>What is found in the example of each rule.</summary>
    /// <param name="source">Writes the example of a rule.</param>
    /// <param name="severity">What .editorconfig says of the rule in its example; null for what it is by default, or at least switched on.</param>
    public static ILookup<string, Diagnostic> Diagnostics(Func<string, string> source, string? severity = null)
    {
        CSharpCompilation compilation = Sources.Empty
            .AddSyntaxTrees(Ids.Select(id => CSharpSyntaxTree.ParseText(source(id), Sources.Language, PathOf(id))))
            .WithOptions(Sources.Empty.Options.WithSyntaxTreeOptionsProvider(new Configuration(Ids.Select(id => (id, Severity(id, severity))))));
        AnalyzerOptions files = new([.. Ids.SelectMany(id => RulePage.Files(id))]);
        return RuleTest.Diagnostics(compilation, files).ToLookup(d => Path.GetFileNameWithoutExtension(d.Location.SourceTree!.FilePath));
    }

    private static string? Severity(string id, string? severity) =>
        severity ?? (RuleTest.Rule(id).IsEnabledByDefault ? null : "suggestion");

    private static string PathOf(string id) => $"/src/{id}.cs";

    /// <summary>As if each example had an .editorconfig of its own.</summary>
    private sealed class Configuration(IEnumerable<(string Id, string? Severity)> rules) : SyntaxTreeOptionsProvider
    {
        private readonly AnalyzerConfigSet _config = AnalyzerConfigSet.Create<ImmutableArray<AnalyzerConfig>>([AnalyzerConfig.Parse(
            "root = true\n" + string.Concat(rules.Where(r => r.Severity is not null).Select(r => $"[{r.Id}.cs]\ndotnet_diagnostic.{r.Id}.severity = {r.Severity}\n")),
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
