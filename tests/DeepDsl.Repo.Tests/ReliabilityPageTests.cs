using System.Text.RegularExpressions;

namespace DeepDsl.Repo.Tests;

/// <summary>docs/reliability.md names tests that exist, so that no promise loses its test unnoticed.</summary>
public sealed class ReliabilityPageTests
{
    [Fact]
    public void Every_test_it_names_exists()
    {
        string[] sources = [.. Repository.Files.Where(f => f.StartsWith("tests/", StringComparison.Ordinal) && f.EndsWith(".cs", StringComparison.Ordinal))];
        string[] named = [.. Regex.Matches(Repository.Read("docs/reliability.md"), @"`(\w+Tests(?:\.\w+)?)`").Select(m => m.Groups[1].Value).Distinct()];
        Assert.NotEmpty(named);
        Repository.AssertNone("named in docs/reliability.md, but not there", named.Where(name => !Exists(sources, name.Split('.'))));
    }

    private static bool Exists(string[] sources, string[] name) =>
        sources.Where(f => f.EndsWith($"/{name[0]}.cs", StringComparison.Ordinal))
            .Any(f => name.Length == 1 || Repository.Read(f).Contains($" {name[1]}(", StringComparison.Ordinal));
}
