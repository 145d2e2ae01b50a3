using System.Text.RegularExpressions;
using DeepDsl.Analyzers.Tests.Harness;
using DeepDsl.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace DeepDsl.Repo.Tests;

/// <summary>Code blocks of the README, of CONTRIBUTING.md and of the pages in docs are cut from what compiles: the comment above each names its source.</summary>
public sealed class ReadmeTests
{
    private static readonly string[] s_pages = [.. Repository.Files.Where(f => f is "README.md" or "CONTRIBUTING.md" || IsPage(f))];

    private static readonly Match[] s_blocks = [.. s_pages.SelectMany(BlocksOf)];

    /// <summary>The declarations on the page of ready models have a test of their own, which compiles them.</summary>
    [Fact]
    public void Every_block_of_code_names_its_source() => Repository.AssertNone(
        "blocks without a source",
        s_pages.Where(p => p != "docs/models.md").SelectMany(BlocksOf)
            .Where(b => b.Groups["language"].Value is "csharp" && !b.Groups["source"].Success).Select(b => b.Groups["text"].Value));

    [Fact]
    public void Blocks_of_samples_equal_the_samples()
    {
        Match[] blocks = [.. Blocks("from ")];
        Assert.NotEmpty(blocks);
        Assert.All(blocks, block =>
        {
            string[] source = block.Groups["source"].Value.Split(' ');
            Assert.Equal(Flush(Section(Repository.Read(source[1]), source[2])), block.Groups["text"].Value);
        });
    }

    [Fact]
    public void Blocks_of_whole_files_equal_the_files()
    {
        Match[] blocks = [.. Blocks("file ")];
        Assert.NotEmpty(blocks);
        Assert.All(blocks, block => Assert.Equal(Repository.Read(block.Groups["source"].Value.Split(' ')[1]), block.Groups["text"].Value));
    }

    [Fact]
    public void Generated_lines_are_generated()
    {
        GeneratorRun run = GeneratorRun.Of(Repository.Read("samples/Digits/DigitNet.cs"));
        string all = string.Join('\n', run.Files.Values.Select(Unindented));
        Match block = Assert.Single(Blocks("generated "));
        Assert.Contains(Unindented(block.Groups["text"].Value).Trim(), all, StringComparison.Ordinal);
    }

    [Fact]
    public void The_error_is_what_the_analyzer_says()
    {
        string broken = Repository.Read("samples/Digits/DigitNet.cs").Replace("Flatten, ", "", StringComparison.Ordinal);
        Diagnostic error = Assert.Single(RuleTest.Diagnostics(Sources.Compile(broken)), d => d.Severity == DiagnosticSeverity.Error);
        Match block = Assert.Single(Blocks("error "));
        Assert.Equal($"{error.Id}: {error.GetMessage()}", Regex.Replace(block.Groups["text"].Value, @"\s+", " ").Trim());
    }

    [Fact]
    public void The_warnings_are_what_the_analyzers_say_of_the_pages_examples()
    {
        Match block = Assert.Single(Blocks("rules "));
        string[] ids = block.Groups["source"].Value.Split(' ')[1..];
        IEnumerable<string> said = ids.Select(id => RuleTest.Diagnostics(Sources.Compile(RulePage.Example(id)!)).First(d => d.Id == id))
            .Select(d => $"{d.Id}: {d.GetMessage()}");
        Assert.Equal(string.Join(' ', said), Regex.Replace(block.Groups["text"].Value, @"\s+", " ").Trim());
    }

    private static bool IsPage(string file) => file == "docs/site/index.md"
        || (file.StartsWith("docs/", StringComparison.Ordinal) && file.EndsWith(".md", StringComparison.Ordinal) && file.Count(c => c == '/') == 1);

    private static IEnumerable<Match> BlocksOf(string page) => Regex.Matches(
        Repository.Read(page),
        "^(?:<!-- (?<source>.*?) -->\n)?```(?<language>\\S*)\n(?<text>.*?)^```",
        RegexOptions.Multiline | RegexOptions.Singleline);

    private static IEnumerable<Match> Blocks(string start) => s_blocks.Where(b => b.Groups["source"].Value.StartsWith(start, StringComparison.Ordinal));

    private static string Section(string text, string name) =>
        Regex.Match(text, $"^ *// <{name}>\n(.*?)^ *// </{name}>", RegexOptions.Multiline | RegexOptions.Singleline).Groups[1].Value;

    /// <summary>With the first line at the margin, since sections may be cut from a method.</summary>
    private static string Flush(string text) => text.Replace("\n" + text[..^text.TrimStart().Length], "\n", StringComparison.Ordinal).TrimStart();

    private static string Unindented(string text) => string.Join('\n', text.Split('\n').Select(l => l.Trim()));
}
