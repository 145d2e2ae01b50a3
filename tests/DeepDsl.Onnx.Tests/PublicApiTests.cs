using DeepDsl.Repo.Tests;

namespace DeepDsl.Onnx.Tests;

/// <summary>The public surface of the package, so that a change of it is seen and meant.</summary>
public sealed class PublicApiTests
{
    [Fact]
    public Task Onnx() => Verifier.Verify(PublicApi.Of(typeof(OnnxExport).Assembly));
}
