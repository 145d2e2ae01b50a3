using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;
using DeepDsl.Compiler.Kernels;
using DeepDsl.Compiler.Kernels.Gpu;
using DeepDsl.Compiler.Programs;
using DeepDsl.Gpu.Tests;

namespace DeepDsl.Conformance.Tests.Gpu;

using Dim = DeepDsl.Compiler.Ir.Dim;

/// <summary>What works along the edges of graphs, as the GPU emitter writes it.</summary>
public sealed class GpuEdgeTests(GpuTestDevice devices) : IClassFixture<GpuTestDevice>
{
    /// <summary>
    /// Nodes, edges, width, heads: nodes without edges, one node for all, more edges than a group has threads.
    /// </summary>
    private static readonly (int Nodes, int Edges, int Width, int Heads)[] Shapes =
        [(1, 3, 1, 1), (4, 7, 6, 2), (9, 5, 3, 3), (3, 40, 5, 1)];

    /// <summary>Those with chunks that are added up first, for which the emulation takes seconds.</summary>
    private static readonly (int Nodes, int Edges, int Width, int Heads)[] ShapesOfChunks = [(2, 1300, 2, 2), (1, 512, 2, 1), (9, 600, 4, 2), (2, 300, 1, 1)];

    private static readonly GraphCase[] Few = Cases(Shapes);

    private static readonly GraphCase[] Many = Cases(ShapesOfChunks);

    private static readonly GraphCase[] All = [.. Few, .. Many];

    private static readonly Lazy<CompiledGraphs> Graphs = new(() => new CompiledGraphs("GpuEdges", All));

    public static TheoryData<string> Names => [.. Few.Select(c => c.Name)];

    public static TheoryData<string> NamesOfChunks => [.. Many.Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    [InlineData("Sum_9_600_4_2")]
    [InlineData("Max_2_300_1_1")]
    public void Value_is_that_of_the_interpreter(string name) => Graphs.Value.Check(devices.Card, All.Single(c => c.Name == name));

    [Theory, Trait("Category", "Sweep")]
    [MemberData(nameof(NamesOfChunks))]
    public void Value_of_many_edges_is_too(string name) => Value_is_that_of_the_interpreter(name);

    [Theory]
    [InlineData("Sum_3_40_5_1")]
    [InlineData("Sum_2_1300_2_2")]
    public void Sums_have_the_same_bits_whatever_the_group(string name)
    {
        GraphCase c = All.Single(c => c.Name == name);
        Assert.Equal([typeof(EdgeOrderLaunch), typeof(EdgeSumLaunch)], Graphs.Value.Launches(c).Select(l => l.GetType()));
        Assert.Equal(Graphs.Value.Run(devices.Card, c), Graphs.Value.Run(devices.LargeGroups, c));
    }

    /// <summary>A thread has two chunks of 256 edges at most, beside one number of each chunk between.</summary>
    [Theory]
    [InlineData("Sum_3_40_5_1", false)]
    [InlineData("Sum_2_1300_2_2", true)]
    [InlineData("Max_2_1300_2_2", true)]
    public void Of_many_edges_chunks_are_added_up_first(string name, bool hasChunks)
    {
        GpuLaunch launch = GpuKernels.Of(Graphs.Value.Launches(All.Single(c => c.Name == name)).Last());
        Assert.Equal(hasChunks, launch.Before is not null);
        Assert.Equal(hasChunks ? (IndexExpr)Dim.N * 5 * 2 : null, launch.Kept);
    }

    [Fact]
    public void Kernels_keep_everything_in_registers() =>
        Assert.All(Graphs.Value.Kernels, kernel => Ptx.AssertKeepsEverythingInRegisters(kernel));

    private static GraphCase[] Cases(IEnumerable<(int Nodes, int Edges, int Width, int Heads)> shapes) =>
    [
        .. shapes.SelectMany(s => new[]
        {
            Case("Gather", s, g => g.EdgeGather(Edges(g, s.Edges), X(g, "x", s.Nodes, s.Width), EdgeEnd.To), roundings: 0),
            Case("Dot", s, g => g.EdgeDot(Edges(g, s.Edges), X(g, "x", s.Nodes, s.Width), X(g, "y", s.Nodes, s.Width), s.Heads), 2 * s.Width),
            Case("Sum", s, g => g.EdgeSum(
                Edges(g, s.Edges), X(g, "x", s.Nodes, s.Width), X(g, "w", s.Edges, s.Heads), s.Nodes, EdgeEnd.From), 2 * s.Edges),
            Case("SumOfNodes", s, g => g.EdgeSum(Edges(g, s.Edges), X(g, "x", s.Nodes, s.Width), null, s.Nodes, EdgeEnd.To), 2 * s.Edges),
            Case("SumOfWeights", s, g => g.EdgeSum(Edges(g, s.Edges), null, X(g, "w", s.Edges, s.Width), s.Nodes, EdgeEnd.To), 2 * s.Edges),
            Case("Max", s, g => g.EdgeMax(Edges(g, s.Edges), X(g, "v", s.Edges, s.Width), s.Nodes, EdgeEnd.To, -0.25), roundings: 0),
        }),
    ];

    private static GraphCase Case(string what, (int Nodes, int Edges, int Width, int Heads) s, Func<Graph, Node> build, int roundings) =>
        new($"{what}_{s.Nodes}_{s.Edges}_{s.Width}_{s.Heads}", build) { Batch = 2, IntLimit = s.Nodes, Roundings = roundings };

    private static Node Edges(Graph g, int count) => g.Input("edges", new Shape(Dim.N, count, 2), Compiler.Ir.ElementType.Int32);

    private static Node X(Graph g, string name, int rows, int width) => g.Input(name, new Shape(Dim.N, rows, width));
}
