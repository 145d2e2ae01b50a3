using DeepDsl.Repo.Tests;

namespace DeepDsl.Gpu.Tests;

/// <summary>The public surface of the package as a text, so that a change of it is seen and meant.</summary>
public sealed class PublicApiTests
{
    [Fact]
    public Task Gpu() => Verifier.Verify(PublicApi.Of(typeof(GpuDevice).Assembly));
}
