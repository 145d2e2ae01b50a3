namespace DeepDsl.Package.Tests;

/// <summary>The packages, packed once into a folder feed.</summary>
public sealed class PackageFixture : IDisposable
{
    public PackageFixture()
    {
        Folder = Directory.CreateTempSubdirectory("deepdsl-package-").FullName;
        Feed = Path.Combine(Folder, "feed");
        // As they were built with the tests, which takes seconds where a build of each would take minutes.
        Dotnet.Run(
            Dotnet.Known("RepositoryRoot"), "pack", "DeepDsl.sln", "--no-build", "-c", Dotnet.Known("Configuration"), "-o", Feed,
            $"-p:PackageVersion={Version}", "-warnaserror");

        // What lies below finds the packages as a user's project finds those of a gallery, and keeps them to itself.
        File.WriteAllText(Path.Combine(Folder, "NuGet.config"), $"""
            <configuration>
              <packageSources>
                <add key="packed" value="{Feed}" />
              </packageSources>
              <config>
                <add key="globalPackagesFolder" value="{Path.Combine(Folder, "packages")}" />
              </config>
              <fallbackPackageFolders>
                <add key="restored" value="{Dotnet.Known("PackageFolder")}" />
              </fallbackPackageFolders>
            </configuration>
            """);
    }

    /// <summary>No package folder can hold another package of this version. It is no preview, so that commands find it without being told.</summary>
    public string Version { get; } = $"0.1.{Random.Shared.Next(1_000_000, int.MaxValue)}";

    public string Folder { get; }

    public string Feed { get; }

    public string FileOf(string package) => Path.Combine(Feed, $"{package}.{Version}.nupkg");

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
