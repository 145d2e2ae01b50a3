using DeepDsl.Compiler.Ops;
using DeepDsl.CompilerServices;

namespace DeepDsl.Conformance.Tests;

/// <summary>Programs of a GPU with a dimension that is set at run time, as <see cref="SymbolConformanceTests"/> has those of the CPU.</summary>
public sealed class GpuSymbolTests(GpuTestDevice devices) : IClassFixture<GpuTestDevice>
{
    public static TheoryData<string> Ops => SymbolConformanceTests.Ops;

    /// <summary>Each kind of kernel; the other ops are for the sweep.</summary>
    [Theory]
    [InlineData("Conv1D")]
    [InlineData("DepthwiseConv1D")]
    [InlineData("Embedding")]
    [InlineData("LayerNorm")]
    [InlineData("BatchNorm")]
    [InlineData("GlobalMaxPool1D")]
    [InlineData("Permute")]
    public void One_program_serves_every_size(string name) => Check(name, first: true);

    [Theory, Trait("Category", "Sweep")]
    [MemberData(nameof(Ops))]
    public void Every_example_along_every_axis_does(string name) => Check(name, first: false);

    private void Check(string name, bool first) => SymbolExamples.Each(OpTable.Find(name)!, first, (c, definition, size) =>
        GpuConformanceTests.Check(devices.Card, c.Op, c.At(size), definition, new SymbolValues(T: size)));
}
