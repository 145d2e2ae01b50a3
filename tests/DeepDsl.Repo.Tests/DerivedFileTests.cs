using DocGen;

namespace DeepDsl.Repo.Tests;

/// <summary>Pages and code that are written from tables are those of the tables.</summary>
public sealed class DerivedFileTests
{
    public static TheoryData<string> Paths => [.. DerivedFiles.All.Select(f => f.Path)];

    [Theory]
    [MemberData(nameof(Paths))]
    public void Derived_file_is_current(string path) => Assert.True(
        DerivedFiles.IsCurrent(path, DerivedFiles.All.Single(f => f.Path == path).Write()),
        $"{path} is stale; run: dotnet run --project tools/DocGen");
}
