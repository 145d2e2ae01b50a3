namespace DeepDsl.Repo.Tests;

/// <summary>The public surface of the runtime as a text, so that a change of it is seen and meant.</summary>
public sealed class PublicApiTests
{
    [Fact]
    public Task Runtime() => Verifier.Verify(PublicApi.Of(typeof(ModelAttribute).Assembly));
}
