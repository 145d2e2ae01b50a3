using System.Text.RegularExpressions;

namespace DeepDsl.Repo.Tests;

/// <summary>ARCHITECTURE.md lists the folders and packages there are, and all of them.</summary>
public sealed class ArchitectureTests
{
    /// <summary>Below this depth a folder only sorts the files of the one above it.</summary>
    private const int Depth = 3;

    private static readonly HashSet<string> s_listed =
        [.. Regex.Matches(Repository.Read("ARCHITECTURE.md"), "`([A-Za-z][\\w./-]*)/`").Select(m => m.Groups[1].Value)];

    [Fact]
    public void Every_folder_it_lists_exists() => Repository.AssertNone(
        "listed in ARCHITECTURE.md, but not there", s_listed.Where(f => !Directory.Exists(Path.Combine(Repository.Root, f))));

    [Fact]
    public void Every_folder_is_listed() => Repository.AssertNone("not listed in ARCHITECTURE.md", Folders().Except(s_listed));

    [Fact]
    public void Its_packages_are_those_that_projects_may_reference() => Assert.Equal(
        Regex.Matches(Repository.Read("Directory.Packages.props"), "PackageVersion Include=\"(.*?)\"")
            .Select(m => m.Groups[1].Value).Order(),
        Regex.Matches(Repository.Read("ARCHITECTURE.md").Split("## Packages")[1], @"^\| ([\w.]+) \|", RegexOptions.Multiline)
            .Select(m => m.Groups[1].Value).Where(name => name != "Package").Order());

    /// <summary>Folders of sources down to <see cref="Depth"/>; of tests, samples and tools the projects.</summary>
    private static IEnumerable<string> Folders() => Repository.Files
        .Select(f => f.Split('/')[..^1])
        .Where(parts => parts.Length >= 2 && parts[0] is "src" or "tests" or "samples" or "tools" or "benchmarks")
        .Select(parts => string.Join('/', parts.Take(parts[0] == "src" ? Depth : 2)))
        .Distinct();
}
