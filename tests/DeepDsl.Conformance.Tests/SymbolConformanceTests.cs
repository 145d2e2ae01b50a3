using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Spec;
using DeepDsl.CompilerServices;

namespace DeepDsl.Conformance.Tests;

/// <summary>
/// Every op with a dimension that is set at run time: one compiled program gives at each size what the interpreter gives for a model with that
/// constant, or the op refuses it in words.
/// </summary>
public sealed class SymbolConformanceTests
{
    private static readonly ProblemKind[] Refusals =
    [
        ProblemKind.RuntimeSize, ProblemKind.ReshapeSize, ProblemKind.MergeShapes, ProblemKind.ConcatShapes, ProblemKind.ShortcutShapes,
        ProblemKind.ExpressionShapes,
    ];

    public static TheoryData<string> Ops => [.. OpTable.All.Select(op => op.Name)];

    [Theory]
    [MemberData(nameof(Ops))]
    public void One_program_serves_every_size(string name) => Check(name, first: true, CpuConformanceTests.UsualWidths[0]);

    [Theory, Trait("Category", "Sweep")]
    [MemberData(nameof(Ops))]
    public void Every_example_along_every_axis_does(string name) =>
        Assert.All(CpuConformanceTests.Widths, width => Check(name, first: false, width));

    [Theory]
    [MemberData(nameof(Ops))]
    public void What_is_refused_is_refused_in_words(string name) => Assert.All(
        OpenExample.Of(OpTable.Find(name)!).Where(c => c.Problems.Count > 0),
        c => Assert.All(c.Problems, p => Assert.True(Refusals.Contains(p.Kind), $"{c}: {p.Kind}: {p.Message}")));

    private static void Check(string name, bool first, string width) => SymbolExamples.Each(OpTable.Find(name)!, first, (c, definition, size) =>
        CpuConformanceTests.Check(c.Op, c.At(size), definition, width, symbols: new SymbolValues(T: size)));
}
