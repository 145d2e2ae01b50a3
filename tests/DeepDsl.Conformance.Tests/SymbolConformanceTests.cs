using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Spec;
using DeepDsl.CompilerServices;

namespace DeepDsl.Conformance.Tests;

/// <summary>
/// Every op with a dimension that is set at run time: one compiled program gives at each size what the interpreter gives for a model with that
/// constant, or the op refuses it in words.
/// </summary>
public sealed class SymbolConformanceTests(GpuTestDevice devices) : IClassFixture<GpuTestDevice>
{
    private static readonly ProblemKind[] Refusals =
    [
        ProblemKind.RuntimeSize, ProblemKind.ReshapeSize, ProblemKind.MergeShapes, ProblemKind.ConcatShapes, ProblemKind.ShortcutShapes,
        ProblemKind.ExpressionShapes,
    ];

    public static TheoryData<string> Ops => [.. OpTable.All.Select(op => op.Name)];

    [Theory]
    [MemberData(nameof(Ops))]
    public void One_program_serves_every_size(string name) => OnCpu(name, first: true, CpuConformanceTests.UsualWidths[0]);

    /// <summary>Each kind of kernel; the other ops are for the sweep.</summary>
    [Theory]
    [InlineData("Conv1D")]
    [InlineData("DepthwiseConv1D")]
    [InlineData("Embedding")]
    [InlineData("LayerNorm")]
    [InlineData("BatchNorm")]
    [InlineData("GlobalMaxPool1D")]
    [InlineData("Permute")]
    public void One_program_of_a_gpu_serves_every_size(string name) => OnGpu(name, first: true);

    [Theory, Trait("Category", "Sweep")]
    [MemberData(nameof(Ops))]
    public void Every_example_along_every_axis_does(string name)
    {
        Assert.All(["512", "256", "128", "scalar"], width => OnCpu(name, first: false, width));
        OnGpu(name, first: false);
    }

    [Theory]
    [MemberData(nameof(Ops))]
    public void What_is_refused_is_refused_in_words(string name) => Assert.All(
        SymbolExamples.Of(OpTable.Find(name)!).Where(c => c.Problems.Count > 0),
        c => Assert.All(c.Problems, p => Assert.True(Refusals.Contains(p.Kind), $"{c}: {p.Kind}: {p.Message}")));

    private static void OnCpu(string name, bool first, string width) => Each(name, first, (c, definition, size) =>
        CpuConformanceTests.Check(c.Op, c.At(size), definition, width, symbols: new SymbolValues(T: size)));

    private void OnGpu(string name, bool first) => Each(name, first, (c, definition, size) =>
        GpuConformanceTests.Check(devices.Card, c.Op, c.At(size), definition, new SymbolValues(T: size)));

    private static void Each(string name, bool first, Action<SymbolExamples.Case, NetworkDefinition, int> check)
    {
        IEnumerable<SymbolExamples.Case> cases = SymbolExamples.Accepted(OpTable.Find(name)!);
        foreach (SymbolExamples.Case c in first ? cases.Take(1) : cases)
        {
            foreach (int size in c.Sizes)
            {
                check(c, SymbolExamples.Definition(c, first), size);
            }
        }
    }
}
