using System.Text.RegularExpressions;

namespace DeepDsl.Analyzers.Tests.Harness;

/// <summary>What docs/rules/README.md says of fixes: "yes", "some: " with the cases, or nothing.</summary>
internal static class RuleIndex
{
    private static readonly Dictionary<string, string> s_fixes = Regex
        .Matches(File.ReadAllText(Path.Combine(RulePage.Folder, "README.md")), @"^\| \[(DD\d+)\].*\| ([^|]*) \|$", RegexOptions.Multiline)
        .ToDictionary(m => m.Groups[1].Value, m => m.Groups[2].Value.Trim());

    public static string Fix(string id) => s_fixes[id];

    public static bool HasSome(string id) => Fix(id).StartsWith("some: ", StringComparison.Ordinal);
}
