using System.Text.RegularExpressions;

namespace DeepDsl.Repo.Tests;

/// <summary>What the documentation site leaves out is left out on purpose: docfx says nothing of a page that no contents name.</summary>
public sealed class SiteTests
{
    [Fact]
    public void The_contents_name_every_page()
    {
        string contents = Repository.Read("docs/toc.yml");
        Repository.AssertNone(
            "pages that docs/toc.yml does not name",
            Repository.Files.Where(f => Regex.IsMatch(f, "^docs/[^/]+[.]md$") && !contents.Contains($"href: {Path.GetFileName(f)}\n", StringComparison.Ordinal)));
    }

    /// <summary>A package is a project with a page of its own, or the runtime, whose page is that of the repository. No program calls the tool.</summary>
    [Fact]
    public void The_API_is_that_of_every_package()
    {
        string settings = Repository.Read("docfx.json");
        Repository.AssertNone(
            "packages whose assembly docfx.json does not name",
            Repository.Files.Where(f => Regex.IsMatch(f, "^src/[^/]+/README[.]md$")).Select(f => f.Split('/')[1]).Append("DeepDsl.Runtime").Except(["DeepDsl.Tool"])
                .Where(name => !settings.Contains($"\"{name}/bin/Release/net10.0/{name}.dll\"", StringComparison.Ordinal)));
    }
}
