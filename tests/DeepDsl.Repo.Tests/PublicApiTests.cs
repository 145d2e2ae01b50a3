namespace DeepDsl.Repo.Tests;

/// <summary>The public surface of the runtime, and of a package beside it, as a text, so that a change of it is seen and meant.</summary>
public sealed class PublicApiTests
{
    [Fact]
    public Task Runtime() => Verifier.Verify(PublicApi.Of(typeof(ModelAttribute).Assembly));

    [Fact]
    public Task TensorBoard() => Verifier.Verify(PublicApi.Of(typeof(EventFile).Assembly));
}
