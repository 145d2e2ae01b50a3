using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using DeepDsl.Analyzers.Foreign;
using DeepDsl.Analyzers.Rules;
using DeepDsl.Analyzers.Tests.Harness;
using DeepDsl.Compiler.Spec;
using DeepDsl.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace DeepDsl.Analyzers.Tests;

/// <summary>What holds for every rule: a kind of problem, a page, a release row, one severity.</summary>
public sealed class RuleTableTests
{
    private static readonly DiagnosticDescriptor[] Rules =
        [.. RuleTest.Analyzers.SelectMany(a => a.SupportedDiagnostics).Distinct().Concat(ForeignNameGenerator.SupportedDiagnostics).OrderBy(r => r.Id, StringComparer.Ordinal)];

    public static TheoryData<string> Ids => [.. typeof(RuleIds).GetFields().Select(f => (string)f.GetValue(null)!)];

    [Fact]
    public void Every_kind_of_problem_has_a_rule()
    {
        IEnumerable<ProblemKind> missing = Enum.GetValues<ProblemKind>().Except(ProblemRules.ByKind.Keys).Except(ProblemRules.ReportedElsewhere);
        Assert.True(!missing.Any(), $"Add to ProblemRules: {string.Join(", ", missing)}.");
    }

    [Fact]
    public void A_kind_of_problem_is_reported_once() => Assert.Empty(ProblemRules.ByKind.Keys.Intersect(ProblemRules.ReportedElsewhere));

    [Theory]
    [MemberData(nameof(Ids))]
    public void Rule_is_reported_by_one_analyzer_or_the_generator_under_its_own_name(string id)
    {
        DiagnosticDescriptor rule = Assert.Single(Rules, r => r.Id == id);
        Assert.Equal(
            ForeignNameGenerator.SupportedDiagnostics.Contains(rule) ? 0 : 1, RuleTest.Analyzers.Count(a => a.SupportedDiagnostics.Contains(rule)));
        string name = typeof(RuleIds).GetFields().Single(f => (string)f.GetValue(null)! == id).Name;
        Assert.Contains(typeof(ShapeRules).Assembly.GetTypes().SelectMany(t => t.GetFields(BindingFlags.Static | BindingFlags.Public)),
            f => f.Name == $"{id}_{name}" && f.GetValue(null) == rule);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Rule_has_a_page_that_its_help_link_names(string id)
    {
        DiagnosticDescriptor rule = Rules.Single(r => r.Id == id);
        Assert.Equal($"https://github.com/deepdsl/deepdsl/blob/main/docs/rules/{id}.md", rule.HelpLinkUri);
        string page = RulePage.PathOf(id);
        Assert.True(File.Exists(page), $"Write {page}.");
        string text = File.ReadAllText(page);
        Assert.StartsWith($"# {id}: {rule.Title}\n", text, StringComparison.Ordinal);
        Assert.Contains($"Severity: {rule.DefaultSeverity.ToString().ToLowerInvariant()}", text, StringComparison.Ordinal);
        Assert.All(["## Cause", "## Example", "## Fix", "## When to suppress"], part => Assert.Contains(part + "\n", text, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Example_of_the_page_shows_the_rule(string id)
    {
        if (id is RuleIds.CompilerFailure or RuleIds.LanguageVersion or RuleIds.MissingUsing)
        {
            return; // an example would be a mistake to mend, or a project, or a file without the usings of examples
        }

        Assert.Equal([id], RuleExamples.Found(id).Select(d => d.Id).Distinct());
    }

    [Fact]
    public void There_is_no_page_without_a_rule() => Assert.Empty(
        Directory.EnumerateFiles(RulePage.Folder, "DD*.md").Select(p => Path.GetFileNameWithoutExtension(p)).Except(Rules.Select(r => r.Id)));

    [Fact]
    public void Release_tables_list_every_rule_with_its_severity()
    {
        string folder = Path.Combine(Root(), "src", "DeepDsl.Analyzers");
        string tables = File.ReadAllText(Path.Combine(folder, "AnalyzerReleases.Shipped.md")) + File.ReadAllText(Path.Combine(folder, "AnalyzerReleases.Unshipped.md"));
        IEnumerable<string> rows = Regex.Matches(tables, @"^(DD\d+) \| (\S+) \| (\w+) \| (.*)$", RegexOptions.Multiline).Select(m => m.Value.Trim());
        Assert.Equal(Rules.Select(r => $"{r.Id} | {r.Category} | {(r.IsEnabledByDefault ? r.DefaultSeverity.ToString() : "Disabled")} | {r.Title}"), rows.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Fixes_are_for_rules_that_exist() => Assert.Empty(
        FixTest.Fixes.SelectMany(f => f.FixableDiagnosticIds).Except(Rules.Select(r => r.Id)));

    public static TheoryData<string> FixableIds => [.. FixTest.Fixes.SelectMany(f => f.FixableDiagnosticIds)];

    [Theory]
    [MemberData(nameof(FixableIds))]
    public async Task Fix_mends_the_example_of_the_page_which_speaks_of_it(string id)
    {
        Assert.Contains("code fix", File.ReadAllText(RulePage.PathOf(id)), StringComparison.Ordinal);
        Diagnostic finding = RuleExamples.Found(id).First();
        if (await FixTest.ApplyFirst(RulePage.Example(id)!, finding) is { } mended)
        {
            Assert.DoesNotContain(mended.Left, d => d.Id == id || d.Severity == DiagnosticSeverity.Error);
        }
    }

    /// <summary>"yes" where every finding of the example has one; where it depends, the index says on what.</summary>
    [Theory, Trait("Category", "Sweep")]
    [MemberData(nameof(Ids))]
    public async Task Index_says_which_findings_have_a_fix(string id)
    {
        bool fixable = FixTest.Fixes.Any(f => f.FixableDiagnosticIds.Contains(id));
        Assert.True(fixable == (RuleIndex.Fix(id) == "yes" || RuleIndex.HasSome(id)), $"The index says \"{RuleIndex.Fix(id)}\".");
        foreach (Diagnostic finding in RuleIndex.Fix(id) == "yes" ? RuleExamples.Found(id).Where(d => d.Id == id) : [])
        {
            Assert.NotNull(await FixTest.ApplyFirst(RulePage.Example(id)!, finding));
        }
    }

    /// <summary>With every rule on, those of taste too, an example shows its own alone; DD6005 is a note at every layer.</summary>
    [Theory]
    [MemberData(nameof(Examples))]
    public void Example_of_the_page_needs_no_other_rule_switched_off(string id)
    {
        string page = File.ReadAllText(RulePage.PathOf(id));
        Assert.DoesNotContain("#pragma", page, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"DD\d+\.severity = none", page);
        IEnumerable<string> found = RuleExamples.WithEveryRule[id].Select(d => d.Id).Where(d => d != RuleIds.LayerNumbers || id == RuleIds.LayerNumbers);
        Assert.Equal([id], found.Distinct());
    }

    public static TheoryData<string> Examples => [.. RuleExamples.Ids];

    private static string Root([CallerFilePath] string file = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", ".."));
}
