using DeepDsl.Repo.Tests;

namespace DeepDsl.AspNetCore.Tests;

/// <summary>The public surface of the package, so that a change of it is seen and meant.</summary>
public sealed class PublicApiTests
{
    [Fact]
    public Task AspNetCore() => Verifier.Verify(PublicApi.Of(typeof(ModelEndpoints).Assembly));
}
