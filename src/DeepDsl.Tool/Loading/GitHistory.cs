using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace DeepDsl.Tool.Loading;

/// <summary>
/// Sources as they were in a commit. Files come from git's store; nothing is checked out, and references stay those of now.
/// </summary>
internal static class GitHistory
{
    /// <param name="sources">Those of now.</param>
    /// <param name="commit">A branch, tag or commit.</param>
    /// <param name="stop">Whether the user wants it to end.</param>
    public static LoadedSources AsOf(LoadedSources sources, string commit, CancellationToken stop)
    {
        string folder = sources.Folder;
        string prefix = Ask(folder, ["rev-parse", "--show-prefix"], stop)?.TrimEnd('\n') ?? throw new ToolException(
            $"{folder} is not in a git repository, so nothing is known of it since '{commit}'. Name two files or folders instead.");
        string id = Ask(folder, ["rev-parse", "--verify", "--quiet", "--end-of-options", commit + "^{commit}"], stop)?.TrimEnd('\n')
            ?? throw new ToolException(
                $"git knows no commit '{commit}' in {folder}. Name a branch, a tag or a commit; in a shallow clone, fetch it first.");
        HashSet<string> then = Names(folder, ["ls-tree", "-r", "-z", "--name-only", "--full-tree", id], stop);
        HashSet<string> changed = Names(folder, ["diff", "-z", "--name-only", "--no-renames", "--no-relative", id], stop);
        HashSet<string> now = Names(folder, ["ls-files", "-z", "--cached", "--others", "--exclude-standard", "--full-name", ":/"], stop);

        CSharpParseOptions language = (CSharpParseOptions)sources.Compilation.SyntaxTrees[0].Options;
        SourceText TextOf(string name) => SourceText.From(Ask(folder, ["cat-file", "blob", $"{id}:{name}"], stop)
            ?? throw new ToolException($"git could not show {name} of '{commit}'."), Encoding.UTF8);
        List<SyntaxTree> trees = [];
        HashSet<string> known = [];
        foreach (SyntaxTree tree in sources.Compilation.SyntaxTrees)
        {
            string name = NameOf(tree.FilePath, folder, prefix);
            known.Add(name);
            if (then.Contains(name))
            {
                trees.Add(changed.Contains(name) ? CSharpSyntaxTree.ParseText(TextOf(name), language, tree.FilePath, stop) : tree);
            }
            else if (tree.FilePath.Length == 0 || !now.Contains(name))
            {
                trees.Add(tree); // made by the build, in a folder that git ignores
            }
        }
        IEnumerable<string> others = sources.IsWholeFolder ? then.Where(n => IsSourceBelow(n, prefix) && !known.Contains(n)) : [];
        foreach (string name in others.Order(StringComparer.Ordinal))
        {
            string path = Path.Combine(folder, name[prefix.Length..].Replace('/', Path.DirectorySeparatorChar));
            if (!File.Exists(path))
            {
                trees.Add(CSharpSyntaxTree.ParseText(TextOf(name), language, path, stop));
            }
        }
        return sources with { Compilation = sources.Compilation.RemoveAllSyntaxTrees().AddSyntaxTrees(trees) };
    }

    private static bool IsSourceBelow(string name, string prefix) =>
        name.StartsWith(prefix, StringComparison.Ordinal) && name.EndsWith(".cs", StringComparison.OrdinalIgnoreCase)
        && !SourceLoader.IsBuilt(name[prefix.Length..].Split('/'));

    /// <summary>
    /// What git calls a file: its path from the root of the repository on. By text alone, since links may lead to that root.
    /// </summary>
    private static string NameOf(string path, string folder, string prefix)
    {
        List<string> parts = [.. prefix.Split('/', StringSplitOptions.RemoveEmptyEntries)];
        foreach (string part in Path.GetRelativePath(folder, path.Length == 0 ? folder : path).Split(Path.DirectorySeparatorChar))
        {
            if (part != "..")
            {
                parts.Add(part);
            }
            else if (parts.Count > 0)
            {
                parts.RemoveAt(parts.Count - 1);
            }
        }
        return string.Join('/', parts);
    }

    private static HashSet<string> Names(string folder, IEnumerable<string> arguments, CancellationToken stop) =>
        [.. (Ask(folder, arguments, stop) ?? "").Split('\0', StringSplitOptions.RemoveEmptyEntries)];

    /// <summary>What git answers; null where it refuses.</summary>
    private static string? Ask(string folder, IEnumerable<string> arguments, CancellationToken stop)
    {
        ProcessResult result = ProcessRun.Run("git", folder, arguments, stop)
            ?? throw new ToolException("git was not found on the path. Install it, or name two files or folders instead of --since.");
        return result.ExitCode == 0 ? result.Output : null;
    }
}
