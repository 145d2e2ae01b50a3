using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;
using DeepDsl.Gpu.Tests;

namespace DeepDsl.Conformance.Tests.Gpu;

using Dim = DeepDsl.Compiler.Ir.Dim;

/// <summary>Reductions as the GPU emitter writes them: by a thread, by a group for one result and by a group for several.</summary>
public sealed class GpuReduceTests(GpuTestDevice devices) : IClassFixture<GpuTestDevice>
{
    /// <summary>Outer, length, inner: rows of a thread, a warp, a group, in fours and not; columns, the middle, size 1, tails.</summary>
    private static readonly (int Outer, int Length, int Inner)[] Shapes =
    [
        (1, 1, 1), (3, 1, 1), (3, 10, 1), (1, 257, 1), (5, 100, 1), (3, 516, 1), (2, 600, 1), (1, 513, 1),
        (1, 64, 10), (1, 1, 9), (1, 3, 8), (2, 37, 5), (3, 65, 130),
    ];

    private static readonly GraphCase[] All = [.. Plain(), .. Others()];

    private static readonly Lazy<CompiledGraphs> Graphs = new(() => new CompiledGraphs("GpuReductions", All));

    public static TheoryData<string> Names => [.. All.Select(c => c.Name)];

    /// <summary>Those in which groups of 256 threads differ from those of 16.</summary>
    public static TheoryData<string> LargeNames =>
        ["Sum_1_257_1", "Sum_3_516_1", "Sum_2_600_1", "Max_3_65_130", "Sum_3_65_130", "OverBatchAndPixels", "OfFours"];

    [Theory]
    [MemberData(nameof(Names))]
    public void Reduction_is_that_of_the_interpreter(string name) => Graphs.Value.Check(devices.Card, Case(name));

    [Theory]
    [MemberData(nameof(LargeNames))]
    public void Reduction_in_large_groups_is_that_of_the_interpreter(string name) => Graphs.Value.Check(devices.LargeGroups, Case(name));

    [Theory, Trait("Category", "Sweep")]
    [MemberData(nameof(Names))]
    public void Every_reduction_in_large_groups_is_that_of_the_interpreter(string name) => Graphs.Value.Check(devices.LargeGroups, Case(name));

    [Fact]
    public void Sum_of_the_same_values_is_the_same_bit_for_bit() =>
        Assert.Equal(Graphs.Value.Run(devices.LargeGroups, Case("Sum_3_65_130")), Graphs.Value.Run(devices.LargeGroups, Case("Sum_3_65_130")));

    [Fact]
    public void Kernels_keep_everything_in_registers() => Assert.All(Graphs.Value.Kernels, kernel => Ptx.AssertKeepsEverythingInRegisters(kernel));

    [Theory]
    [InlineData("Sum_3x10x1_3x1x1", 0, 0, 0)] // a thread for a row
    [InlineData("Sum_5x100x1_5x1x1", 1, 0, 1)] // a warp
    [InlineData("Sum_3x516x1_3x1x1", 1, 2, 1)] // a group
    [InlineData("Sum_1x513x1_1x1x1", 1, 2, 0)]
    [InlineData("Sum_3x65x130_3x1x130", 1, 2, 0)] // a group for columns
    public void Warps_exchange_registers_before_a_group_waits(string kernel, int exchanges, int barriers, int quads)
    {
        string ptx = Ptx.Compile(Graphs.Value.Kernels.Single(k => k.Name == kernel));
        Assert.Equal(exchanges, Ptx.Count(ptx, "shfl.sync.bfly"));
        Assert.Equal(barriers, Ptx.Count(ptx, "bar.sync"));
        Assert.Equal(quads, Ptx.Count(ptx, "ld.global.v4"));
    }

    [Fact]
    public void Few_long_sums_over_the_batch_are_made_of_those_of_samples()
    {
        Assert.Equal(2, Graphs.Value.Launches(Case("OverBatchOfLongSamples")).Count());
        Assert.Single(Graphs.Value.Launches(Case("OverBatchAndPixels")));
    }

    private static GraphCase Case(string name) => All.Single(c => c.Name == name);

    private static IEnumerable<GraphCase> Plain() =>
        from s in Shapes
        from kind in new[] { ReduceKind.Sum, ReduceKind.Max, ReduceKind.Min }
        select new GraphCase($"{kind}_{s.Outer}_{s.Length}_{s.Inner}",
            g => g.Reduce(kind, g.Input("x", new Shape(s.Outer, s.Length, s.Inner)), 1)) { Roundings = kind == ReduceKind.Sum ? s.Length : 0 };

    private static Node Fours(Graph g) => g.Input("x", new Shape(Dim.N, 3, 48));

    private static IEnumerable<GraphCase> Others() =>
    [
        new("OverBatch", g => g.Sum(g.Input("x", new Shape(Dim.N, 12)), 0)) { Batch = 70, Roundings = 70 },
        new("OverBatchAndPixels", g => g.Sum(g.Input("x", new Shape(Dim.N, 4, 5, 6)), 0, 1, 2)) { Batch = 9, Roundings = 180 },
        new("OverOuterAndInner", g => g.Sum(g.Input("x", new Shape(11, 3, 20)), 0, 2)) { Roundings = 220 },
        new("OfAnExpression", g => g.Sum(g.Exp(g.Input("x", new Shape(Dim.N, 50)) - g.Input("y", new Shape(Dim.N, 1))), 1)) { Batch = 3, Roundings = 60 },
        new("OfFours", g => g.Sum(g.Exp(Fours(g) - g.Input("y", new Shape(Dim.N, 1, 1))) * g.Input("z", new Shape(3, 48)), 2))
        {
            Batch = 2,
            Roundings = 60,
        },
        new("OverBatchOfLongSamples", g => g.Sum(g.Input("x", new Shape(Dim.N, 6, 10, 5)), 0, 1, 2)) { Batch = 3, Roundings = 180 },
        new("OfRandomNumbers", g => g.Sum(g.Random(RandomKind.Uniform, 2, new Shape(Dim.N, 40)) * g.Input("x", new Shape(40)), 0)) { Batch = 50, Roundings = 60 },
    ];
}
