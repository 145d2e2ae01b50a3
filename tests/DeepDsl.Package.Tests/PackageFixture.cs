namespace DeepDsl.Package.Tests;

/// <summary>The package, packed once into a folder feed.</summary>
public sealed class PackageFixture : IDisposable
{
    public PackageFixture()
    {
        Folder = Directory.CreateTempSubdirectory("deepdsl-package-").FullName;
        Feed = Path.Combine(Folder, "feed");
        Dotnet.Run(
            Dotnet.Known("RepositoryRoot"), "pack", "src/DeepDsl.Runtime", "-c", Dotnet.Known("Configuration"), "-o", Feed, $"-p:PackageVersion={Version}");
        PackageFile = Assert.Single(Directory.GetFiles(Feed));
    }

    /// <summary>No package folder can hold another package of this version.</summary>
    public string Version { get; } = $"0.1.0-test.{Guid.NewGuid():N}";

    public string Folder { get; }

    public string Feed { get; }

    public string PackageFile { get; }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
