using DeepDsl.Compiler.Ops;
using DeepDsl.Gpu.Tests;

namespace DeepDsl.Conformance.Tests;

/// <summary>What the GPU emitter makes of each op, compiled for NVIDIA cards, which needs no card.</summary>
public sealed class GpuPtxTests
{
    public static TheoryData<string> Ops => [.. OpTable.All.Select(op => op.Name)];

    [Fact, Trait("Category", "Sweep")]
    public void Most_ops_have_kernels_of_their_own() =>
        Assert.True(2 * OpTable.All.Count(op => Emitted(op).Any()) > OpTable.All.Count());

    /// <summary>A product, a convolution, windows, rows and tables; the sweep has all others.</summary>
    [Theory]
    [InlineData("Dense")]
    [InlineData("Conv2D")]
    [InlineData("MaxPool2D")]
    [InlineData("LayerNorm")]
    [InlineData("Embedding")]
    public void Kernels_of_an_example_keep_everything_in_registers(string name) => Check(Emitted(OpTable.Find(name)!).Take(1));

    [Theory, Trait("Category", "Sweep")]
    [MemberData(nameof(Ops))]
    public void Kernels_of_every_example_keep_everything_in_registers(string name) => Check(Emitted(OpTable.Find(name)!));

    private static void Check(IEnumerable<Type> emitted) =>
        Assert.All(emitted.SelectMany(Ptx.KernelsOf), kernel => Ptx.AssertKeepsEverythingInRegisters(kernel));

    private static IEnumerable<Type> Emitted(Op op) =>
        Enumerable.Range(0, op.Examples.Count).Select(index => CompiledExamples.Gpu(op, index)).OfType<Type>();
}
