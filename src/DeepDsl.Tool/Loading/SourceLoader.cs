namespace DeepDsl.Tool.Loading;

/// <summary>Finds out what a path means: a project, a folder of one, or files without a project.</summary>
internal static class SourceLoader
{
    private static readonly string[] s_built = ["bin", "obj"];

    /// <param name="workplace">Of the command.</param>
    /// <param name="path">As typed; null for the folder.</param>
    /// <param name="build">How the project is built.</param>
    public static LoadedSources Load(Workplace workplace, string? path, BuildChoice build)
    {
        string full = workplace.Full(path ?? ".");
        if (Directory.Exists(full))
        {
            return ProjectIn(full) is { } project ? ProjectLoader.Load(project, build, workplace) : LooseFiles.Load(full, SourcesIn(full));
        }
        if (!File.Exists(full))
        {
            throw new ToolException($"{path} does not exist. Name a project, a folder, or a file of C#.");
        }
        return Path.GetExtension(full).ToLowerInvariant() switch
        {
            ".csproj" => ProjectLoader.Load(full, build, workplace),
            ".cs" => LooseFiles.Load(full, [full]),
            ".sln" or ".slnx" => throw new ToolException($"{path} is a solution. Name one of its projects, such as src/App/App.csproj."),
            _ => throw new ToolException($"{path} is neither a project (.csproj), nor a file of C# (.cs), nor a folder."),
        };
    }

    /// <summary>Whether a path, by its parts, leads to what builds make.</summary>
    public static bool IsBuilt(string[] parts) => parts.Any(s_built.Contains);

    private static string? ProjectIn(string folder)
    {
        string[] projects = Directory.GetFiles(folder, "*.csproj");
        string[] names = [.. projects.Select(p => Path.GetFileName(p)).Order(StringComparer.Ordinal)];
        return projects.Length <= 1 ? projects.FirstOrDefault()
            : throw new ToolException($"{folder} has {projects.Length} projects, {Listing.Of(names)}. Name one of them.");
    }

    private static string[] SourcesIn(string folder)
    {
        string[] sources =
        [
            .. Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
                .Where(f => !IsBuilt(Path.GetRelativePath(folder, f).Split(Path.DirectorySeparatorChar)))
                .Order(StringComparer.Ordinal),
        ];
        return sources.Length > 0 ? sources
            : throw new ToolException($"{folder} has neither a project nor a file of C#. Name one of either.");
    }
}
