namespace DeepDsl.Tool.Loading;

/// <summary>How a project is built, where it can be in several ways.</summary>
/// <param name="Configuration">Debug or Release, or one of the project's own; null for what it is by default.</param>
/// <param name="Framework">Of a project for several.</param>
internal sealed record BuildChoice(string? Configuration, string? Framework);
