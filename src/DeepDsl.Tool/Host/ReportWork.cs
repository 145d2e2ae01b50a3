namespace DeepDsl.Tool.Host;

/// <summary>What a report is made of.</summary>
/// <param name="Path">The full path of the page.</param>
/// <param name="Data">That of a CSV file or a folder of images; null for a report without results.</param>
/// <param name="Label">The name of its column with labels; null for the last.</param>
/// <param name="Classes">The classes in order; empty for those that the model names, or else whole numbers.</param>
/// <param name="Title">The heading; null for the name of the model.</param>
internal sealed record ReportWork(string Path, string? Data, string? Label, IReadOnlyList<string> Classes, string? Title);
