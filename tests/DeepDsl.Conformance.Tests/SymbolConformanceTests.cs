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
    private static readonly ProblemKind[] Refusals = [ProblemKind.RuntimeSize, ProblemKind.ReshapeSize, ProblemKind.MergeShapes, ProblemKind.ConcatShapes];

    public static TheoryData<string> Ops => [.. OpTable.All.Select(op => op.Name)];

    [Theory]
    [MemberData(nameof(Ops))]
    public void One_program_serves_every_size(string name) => Check(name, CpuConformanceTests.UsualWidths[0]);

    [Theory, Trait("Category", "Sweep")]
    [MemberData(nameof(Ops))]
    public void At_other_widths_too(string name) => Assert.All(["512", "256", "128", "scalar"], width => Check(name, width));

    [Theory]
    [MemberData(nameof(Ops))]
    public void One_program_of_a_gpu_serves_every_size(string name) => Each(name, (c, definition, size) =>
        GpuConformanceTests.Check(devices.Card, c.Op, c.At(size), definition, new SymbolValues(T: size)));

    [Theory]
    [MemberData(nameof(Ops))]
    public void What_is_refused_is_refused_in_words(string name) => Assert.All(
        SymbolExamples.Of(OpTable.Find(name)!).Where(c => c.Problems.Count > 0),
        c => Assert.All(c.Problems, p => Assert.True(Refusals.Contains(p.Kind), $"{c}: {p.Kind}: {p.Message}")));

    private static void Check(string name, string width) => Each(name, (c, definition, size) =>
        CpuConformanceTests.Check(c.Op, c.At(size), definition, width, symbols: new SymbolValues(T: size)));

    private static void Each(string name, Action<SymbolExamples.Case, NetworkDefinition, int> check)
    {
        foreach (SymbolExamples.Case c in SymbolExamples.Of(OpTable.Find(name)!).Where(c => c.Problems.Count == 0))
        {
            NetworkDefinition definition = SymbolExamples.Definition(c);
            foreach (int size in c.Sizes)
            {
                check(c, definition, size);
            }
        }
    }
}
