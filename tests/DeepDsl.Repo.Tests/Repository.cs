using System.Runtime.CompilerServices;

namespace DeepDsl.Repo.Tests;

/// <summary>The files of this repository, without what builds leave.</summary>
internal static class Repository
{
    private static readonly HashSet<string> s_outputs = ["bin", "obj", "artifacts", "TestResults", "BenchmarkDotNet.Artifacts", "shared"];

    public static string Root { get; } = FindRoot();

    /// <summary>Paths from the root, with forward slashes.</summary>
    public static IReadOnlyList<string> Files { get; } = [.. Walk(Root).Select(p => Path.GetRelativePath(Root, p).Replace('\\', '/')).Order(StringComparer.Ordinal)];

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    public static void AssertNone(string what, IEnumerable<string> found)
    {
        string[] all = [.. found];
        Assert.True(all.Length == 0, $"{what}:\n{string.Join('\n', all)}");
    }

    private static IEnumerable<string> Walk(string folder) => Directory.EnumerateFiles(folder).Concat(
        Directory.EnumerateDirectories(folder).Where(d => !IsOutput(Path.GetFileName(d))).SelectMany(Walk));

    private static bool IsOutput(string name) => s_outputs.Contains(name) || (name.StartsWith('.') && name != ".ci");

    private static string FindRoot([CallerFilePath] string file = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", ".."));
}
