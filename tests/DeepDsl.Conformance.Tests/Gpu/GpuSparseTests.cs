using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Programs;
using DeepDsl.Gpu.Tests;

namespace DeepDsl.Conformance.Tests.Gpu;

using Dim = DeepDsl.Compiler.Ir.Dim;

/// <summary>Products of sparse rows and their gradients, as the GPU emitter writes them.</summary>
public sealed class GpuSparseTests(GpuTestDevice devices) : IClassFixture<GpuTestDevice>
{
    /// <summary>Rows, entries of a list, columns, units: one of each, columns that no row has, more rows than a group has threads.</summary>
    private static readonly (int Rows, int Entries, int Columns, int Units)[] Shapes = [(1, 1, 1, 1), (4, 3, 7, 6), (3, 5, 40, 4), (40, 2, 3, 5)];

    private static readonly GraphCase[] All =
    [
        .. Shapes.SelectMany(s => new[]
        {
            Case("Product", s, g => g.SparseProduct(Lists(g, s), Values(g, s), Table(g, s)), 2 * s.Entries),
            Case("ProductOfOnes", s, g => g.SparseProduct(Lists(g, s), null, Table(g, s)), 2 * s.Entries),
            Case("Dot", s, g => g.SparseDot(Lists(g, s), X(g, s), Table(g, s)), 2 * s.Units),
            Case("Gradient", s, g => g.SparseGradient(Lists(g, s), Values(g, s), X(g, s), s.Columns), 4 * s.Rows * s.Entries),
            Case("GradientOfOnes", s, g => g.SparseGradient(Lists(g, s), null, X(g, s), s.Columns), 4 * s.Rows * s.Entries),
        }),
    ];

    private static readonly Lazy<CompiledGraphs> Graphs = new(() => new CompiledGraphs("GpuSparse", All));

    public static TheoryData<string> Names => [.. All.Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Value_is_that_of_the_interpreter(string name) => Graphs.Value.Check(devices.Card, All.Single(c => c.Name == name));

    [Fact]
    public void Gradients_have_the_same_bits_whatever_the_group()
    {
        GraphCase c = All.Single(c => c.Name == "Gradient_40_2_3_5");
        Assert.Equal([typeof(MapLaunch), typeof(OrderLaunch), typeof(OrderedSumLaunch)],
            Graphs.Value.Launches(c).Select(l => l.GetType()).OrderBy(t => t.Name, StringComparer.Ordinal));
        Assert.Equal(Graphs.Value.Run(devices.Card, c), Graphs.Value.Run(devices.LargeGroups, c));
    }

    [Fact]
    public void Kernels_keep_everything_in_registers() => Assert.All(Graphs.Value.Kernels, kernel => Ptx.AssertKeepsEverythingInRegisters(kernel));

    private static GraphCase Case(string what, (int Rows, int Entries, int Columns, int Units) s, Func<Graph, Node> build, int roundings) =>
        new($"{what}_{s.Rows}_{s.Entries}_{s.Columns}_{s.Units}", build) { Batch = 2, IntLimit = s.Columns, Roundings = roundings };

    private static Node Lists(Graph g, (int Rows, int Entries, int, int) s) =>
        g.Input("lists", new Shape(Dim.N, s.Rows, s.Entries), Compiler.Ir.ElementType.Int32);

    private static Node Values(Graph g, (int Rows, int Entries, int, int) s) => g.Input("values", new Shape(Dim.N, s.Rows, s.Entries));

    private static Node Table(Graph g, (int, int, int Columns, int Units) s) => g.Input("table", new Shape(s.Columns, s.Units));

    private static Node X(Graph g, (int Rows, int, int, int Units) s) => g.Input("x", new Shape(Dim.N, s.Rows, s.Units));
}
