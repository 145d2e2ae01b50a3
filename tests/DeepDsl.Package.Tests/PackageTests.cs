using System.IO.Compression;
using System.Text.RegularExpressions;

namespace DeepDsl.Package.Tests;

/// <summary>What a user gets from the package alone.</summary>
public sealed class PackageTests(PackageFixture package) : IClassFixture<PackageFixture>
{
    [Fact]
    public void One_package_carries_the_runtime_and_the_compiler()
    {
        Assert.Equal($"DeepDsl.{package.Version}.nupkg", Path.GetFileName(package.PackageFile));
        using ZipArchive zip = ZipFile.OpenRead(package.PackageFile);
        string[] files = [.. zip.Entries.Select(e => e.FullName).Where(f => !f.StartsWith("_rels/") && !f.StartsWith("package/"))];
        Assert.Equal(
            [
                "DeepDsl.nuspec", "LICENSE", "README.md", "[Content_Types].xml",
                "analyzers/dotnet/cs/DeepDsl.Analyzers.dll", "analyzers/dotnet/cs/DeepDsl.CodeFixes.dll",
                "analyzers/dotnet/cs/DeepDsl.Compiler.dll", "analyzers/dotnet/cs/DeepDsl.Generator.dll",
                "buildTransitive/DeepDsl.targets",
                "lib/net10.0/DeepDsl.Runtime.dll", "lib/net10.0/DeepDsl.Runtime.xml",
            ],
            files.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_new_console_project_learns_with_one_package_reference()
    {
        Consumer consumer = new(package, "xor", "<OutputType>Exe</OutputType><TreatWarningsAsErrors>true</TreatWarningsAsErrors>");
        consumer.Write("Program.cs", File.ReadAllText(Path.Combine(Dotnet.Known("RepositoryRoot"), "samples", "Xor", "Program.cs")));
        consumer.Run("build", "-c", "Release");
        string output = consumer.Run("run", "-c", "Release", "--no-build");
        MatchCollection lines = Regex.Matches(output, @"([01]) xor ([01]) = (0\.\d+|1\.\d+)");
        Assert.Equal(4, lines.Count);
        Assert.All(lines, line =>
        {
            bool truth = line.Groups[1].Value != line.Groups[2].Value;
            double found = double.Parse(line.Groups[3].Value, System.Globalization.CultureInfo.InvariantCulture);
            Assert.InRange(found, truth ? 0.9 : 0, truth ? 1 : 0.1);
        });
    }
}
