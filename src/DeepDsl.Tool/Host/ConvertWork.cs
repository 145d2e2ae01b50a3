namespace DeepDsl.Tool.Host;

/// <summary>Where to.</summary>
/// <param name="Path">The full path of the file.</param>
internal sealed record ConvertWork(string Path);
