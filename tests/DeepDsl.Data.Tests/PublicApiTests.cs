using DeepDsl.Images;
using DeepDsl.Keras;
using DeepDsl.Parquet;
using DeepDsl.Repo.Tests;
using DeepDsl.Text;

namespace DeepDsl.Data.Tests;

/// <summary>The public surfaces of the packages that read data, so that a change of them is seen and meant.</summary>
public sealed class PublicApiTests
{
    [Fact]
    public Task Text() => Verifier.Verify(PublicApi.Of(typeof(TextEncoder).Assembly));

    [Fact]
    public Task Images() => Verifier.Verify(PublicApi.Of(typeof(ImageFolder).Assembly));

    [Fact]
    public Task Keras() => Verifier.Verify(PublicApi.Of(typeof(KerasWeights).Assembly));

    [Fact]
    public Task Parquet() => Verifier.Verify(PublicApi.Of(typeof(ParquetFile).Assembly));
}
