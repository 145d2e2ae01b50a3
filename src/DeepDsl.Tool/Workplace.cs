namespace DeepDsl.Tool;

/// <summary>What every command has to do with.</summary>
/// <param name="Output">Where it writes.</param>
/// <param name="Folder">What relative paths start from.</param>
/// <param name="Stop">Whether the user wants it to end.</param>
internal sealed record Workplace(ToolOutput Output, string Folder, CancellationToken Stop)
{
    /// <summary>A path as the user typed it, from the root on.</summary>
    public string Full(string path) => Path.GetFullPath(path, Folder);

    /// <summary>A path as the user would type it.</summary>
    public string Shown(string path) =>
        Path.GetRelativePath(Folder, path) is var relative && relative.StartsWith("..", StringComparison.Ordinal) ? path : relative;
}
