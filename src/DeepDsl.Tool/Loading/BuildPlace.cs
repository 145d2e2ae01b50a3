namespace DeepDsl.Tool.Loading;

/// <summary>How a project is built, and what comes of it where.</summary>
/// <param name="Project">Its file.</param>
/// <param name="Configuration">In which it was asked about.</param>
/// <param name="Framework">Null where it has one alone.</param>
/// <param name="Assembly">What a build writes.</param>
/// <param name="PackageFolders">Where its packages lie, which a build of a library leaves there.</param>
internal sealed record BuildPlace(
    string Project, string Configuration, string? Framework, string Assembly, IReadOnlyList<string> PackageFolders);
