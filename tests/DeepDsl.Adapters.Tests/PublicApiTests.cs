using DeepDsl.Repo.Tests;

namespace DeepDsl.Adapters.Tests;

/// <summary>The public surface of the packages, so that a change of it is seen and meant.</summary>
public sealed class PublicApiTests
{
    [Fact]
    public Task ML() => Verifier.Verify(PublicApi.Of(typeof(DeepDslCatalog).Assembly));

    [Fact]
    public Task Embeddings() => Verifier.Verify(PublicApi.Of(typeof(TextEmbeddings).Assembly));
}
