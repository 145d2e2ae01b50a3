namespace DeepDsl.Package.Tests;

/// <summary>The pages for those who begin, copied block by block.</summary>
[Collection(PackedCollection.Name)]
public sealed class PageTests(PackageFixture package)
{
    [Theory, Trait("Category", "Sweep")]
    [InlineData("start")]
    [InlineData("tutorial")]
    public void What_a_page_shows_happens(string page)
    {
        using PageRun run = new(package, page);
        run.Follow(PageStep.Of(File.ReadAllText(Path.Combine(Dotnet.Known("RepositoryRoot"), "docs", $"{page}.md"))));
    }
}
