using DeepDsl.Repo.Tests;

namespace DeepDsl.Conformance.Tests;

/// <summary>docs/matrix.md claims no layer of CPU or GPU that is not among the cases compared here.</summary>
public sealed class MatrixTests
{
    [Fact]
    public void Layers_of_the_CPU_are_compared() =>
        Assert.Empty(MatrixRows.Copied.Claimed("CPU").Except(Layers(CpuConformanceTests.FirstCases)));

    [Fact]
    public void Layers_of_the_GPU_are_compared() =>
        Assert.Empty(MatrixRows.Copied.Claimed("GPU").Except(Layers(GpuConformanceTests.First)));

    private static IEnumerable<string> Layers(IEnumerable<object[]> cases) => cases.Select(c => (string)c[0]);
}
