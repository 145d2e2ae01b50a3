namespace DeepDsl.Package.Tests;

/// <summary>The packages, packed once into a folder feed.</summary>
public sealed class PackageFixture : IDisposable
{
    public PackageFixture()
    {
        Folder = Directory.CreateTempSubdirectory("deepdsl-package-").FullName;
        Feed = Path.Combine(Folder, "feed");
        string[] projects =
        [
            "DeepDsl.Runtime", "DeepDsl.Extensions.Logging", "DeepDsl.Gpu", "DeepDsl.Models", "DeepDsl.Text", "DeepDsl.Images", "DeepDsl.Parquet",
            "DeepDsl.TensorBoard", "DeepDsl.Onnx", "DeepDsl.Keras",
        ];
        foreach (string project in projects)
        {
            Dotnet.Run(
                Dotnet.Known("RepositoryRoot"), "pack", $"src/{project}", "-c", Dotnet.Known("Configuration"), "-o", Feed,
                $"-p:PackageVersion={Version}", "-warnaserror");
        }
    }

    /// <summary>No package folder can hold another package of this version.</summary>
    public string Version { get; } = $"0.1.0-test.{Guid.NewGuid():N}";

    public string Folder { get; }

    public string Feed { get; }

    public string FileOf(string package) => Path.Combine(Feed, $"{package}.{Version}.nupkg");

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
