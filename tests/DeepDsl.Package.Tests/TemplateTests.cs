using System.Globalization;
using System.IO.Compression;
using System.Text.RegularExpressions;

namespace DeepDsl.Package.Tests;

/// <summary>What each template of `dotnet new` makes builds without a warning, learns, and passes its own tests.</summary>
[Collection(PackedCollection.Name)]
public sealed class TemplateTests(PackageFixture package)
{
    private const string Id = "DeepDsl.Templates";

    [Fact]
    public void The_package_has_the_templates_and_nothing_that_builds_leave()
    {
        string[] files = Files();
        Assert.Equal(
            ["deepdsl-classifier", "deepdsl-server", "deepdsl-tabular", "deepdsl-text"],
            files.Where(f => f.EndsWith("/.template.config/template.json", StringComparison.Ordinal)).Select(f => f.Split('/')[1])
                .Order(StringComparer.Ordinal));
        Assert.DoesNotContain(files, f => Regex.IsMatch(f, "/(bin|obj|[.]vs|TestResults)/|[.](dll|user|safetensors)$"));
        Assert.DoesNotContain(files, f => f.Contains("//", StringComparison.Ordinal));
    }

    [Fact]
    public void Projects_ask_for_the_packages_of_their_own_version()
    {
        using ZipArchive zip = ZipFile.OpenRead(package.FileOf(Id));
        foreach (ZipArchiveEntry project in zip.Entries.Where(e => e.FullName.EndsWith(".csproj", StringComparison.Ordinal)))
        {
            using StreamReader reader = new(project.Open());
            string text = reader.ReadToEnd();
            Assert.DoesNotContain("_VERSION", text, StringComparison.Ordinal);
            Assert.All(
                Regex.Matches(text, "Include=\"DeepDsl[^\"]*\" Version=\"(.*?)\""), m => Assert.Equal(package.Version, m.Groups[1].Value));
        }
    }

    /// <summary>Under names that C# does not take, names of attributes, and the one that a template has by itself.</summary>
    [Theory, Trait("Category", "Sweep")]
    [InlineData("deepdsl-classifier", "My-App 2", 0.95)]
    [InlineData("deepdsl-classifier", "ImageClassifier", 0.9, "--data", "folder")]
    [InlineData("deepdsl-tabular", "9.Penguins", 0.85)]
    [InlineData("deepdsl-text", "Dense", 0.88)]
    [InlineData("deepdsl-server", "Model", 0.85, "train")]
    public void A_new_project_builds_learns_and_passes_its_tests(string template, string name, double least, params string[] arguments)
    {
        string folder = Directory.CreateDirectory(Path.Combine(package.Folder, "templates", $"{template}{arguments.Length}")).FullName;
        string hive = Path.Combine(package.Folder, "hives", $"{template}{arguments.Length}");
        string[] choices = arguments is ["train"] ? [] : arguments;
        Dotnet.Run(folder, "new", "install", package.FileOf(Id), "--debug:custom-hive", hive);
        Dotnet.Run(folder, ["new", template, "-n", name, "-o", ".", "--debug:custom-hive", hive, .. choices]);
        Assert.DoesNotContain(
            Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories),
            f => f.Contains("Template.1", StringComparison.Ordinal) || File.ReadAllText(f).Contains("Template", StringComparison.Ordinal));

        Dotnet.Run(folder, "build", "-c", "Release", "-warnaserror");
        string[] given = arguments is ["train"] ? ["--", "train"] : [];
        string output = Dotnet.Run(folder, ["run", "-c", "Release", "--no-build", "--project", name, .. given]);
        Match found = Regex.Match(output, @"^test accuracy ([\d.]+), saved as net\.safetensors", RegexOptions.Multiline);
        Assert.True(found.Success, output);
        Assert.InRange(double.Parse(found.Groups[1].Value, CultureInfo.InvariantCulture), least, 1);
        Assert.DoesNotContain("advice: ", output, StringComparison.Ordinal);
        Assert.Matches(@"Passed!\s+- Failed:\s+0, Passed:\s+[1-9]", Dotnet.Run(folder, "test", "-c", "Release", "--no-build"));
    }

    private string[] Files()
    {
        using ZipArchive zip = ZipFile.OpenRead(package.FileOf(Id));
        return [.. zip.Entries.Select(e => e.FullName).Where(f => f.StartsWith("content/", StringComparison.Ordinal))];
    }
}
