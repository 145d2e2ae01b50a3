using System.Text.RegularExpressions;

namespace DeepDsl.Repo.Tests;

/// <summary>What holds for every file.</summary>
public sealed class FileTests
{
    private const int MostLines = 500;

    private static readonly string[] s_text = [".cs", ".md", ".csproj", ".props", ".targets", ".sh", ".py", ".txt", ".json", ".sln", "run"];

    public static TheoryData<string> Pages => [.. Repository.Files.Where(f => f.EndsWith(".md", StringComparison.Ordinal))];

    [Fact]
    public void No_source_file_is_longer_than_the_limit() => Repository.AssertNone(
        $"longer than {MostLines} lines",
        Repository.Files.Where(f => f.EndsWith(".cs", StringComparison.Ordinal) && Repository.Read(f).Count(c => c == '\n') > MostLines));

    [Theory]
    [MemberData(nameof(Pages))]
    public void Links_resolve(string page)
    {
        string folder = Path.GetDirectoryName(page) ?? "";
        IEnumerable<string> targets = Regex.Matches(WithoutCode(Repository.Read(page)), @"\]\(([^)\s]+)\)").Select(m => m.Groups[1].Value)
            .Where(t => !t.Contains("://", StringComparison.Ordinal) && !t.StartsWith('#')).Select(t => t.Split('#')[0]);
        Repository.AssertNone($"links of {page} to nothing", targets.Where(t => !Path.Exists(Path.Combine(Repository.Root, folder, t))));
    }

    /// <summary>They would be true on one machine alone.</summary>
    [Fact]
    public void No_file_names_a_path_of_the_machine_it_was_written_on()
    {
        // Written so that this file does not find itself.
        Regex machinePath = new(@"(?<![\w.\-}])/" + "(tmp|work|home|root)/");
        Repository.AssertNone(
            "names a path of one machine",
            Repository.Files.Where(f => s_text.Any(e => f.EndsWith(e, StringComparison.Ordinal)) && machinePath.IsMatch(Repository.Read(f))));
    }

    [Fact]
    public void Lines_end_in_line_feeds_alone() => Repository.AssertNone(
        "with carriage returns",
        Repository.Files.Where(f => s_text.Any(e => f.EndsWith(e, StringComparison.Ordinal)) && Repository.Read(f).Contains('\r')));

    private static string WithoutCode(string page) => Regex.Replace(page, "^```.*?^```", "", RegexOptions.Multiline | RegexOptions.Singleline);
}
