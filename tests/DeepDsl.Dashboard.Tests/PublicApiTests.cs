using DeepDsl.Repo.Tests;

namespace DeepDsl.Tests.Dashboards;

/// <summary>The public surface of the package as a text, so that a change of it is seen and meant.</summary>
public sealed class PublicApiTests
{
    [Fact]
    public Task Dashboard() => Verifier.Verify(PublicApi.Of(typeof(Dashboard).Assembly));
}
