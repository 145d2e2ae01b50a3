using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;

namespace DeepDsl.Analyzers.Tests.Harness;

/// <summary>The page of a rule in docs/rules.</summary>
internal static class RulePage
{
    public static string Folder { get; } = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", "..", "..", "docs", "rules"));

    public static string PathOf(string id) => Path.Combine(Folder, id + ".md");

    /// <summary>The source on the page, which shows the rule, with usings and in a namespace of its own; null where a page has none.</summary>
    public static string? Example(string id)
    {
        Match example = Regex.Match(File.ReadAllText(PathOf(id)), "## Example\n```csharp\n(.*?)```", RegexOptions.Singleline);
        return example.Success ? $"using System; using DeepDsl;\nnamespace {id};\n" + example.Groups[1].Value : null;
    }

    /// <summary>The files on the page that the project gives to the compiler beside its sources.</summary>
    public static ImmutableArray<AdditionalText> Files(string id) =>
    [
        .. Regex.Matches(File.ReadAllText(PathOf(id)), "`([^`\\n]+)`:\n```text\n(.*?)```", RegexOptions.Singleline)
            .Select(m => new TextFile(m.Groups[1].Value, m.Groups[2].Value)),
    ];

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
