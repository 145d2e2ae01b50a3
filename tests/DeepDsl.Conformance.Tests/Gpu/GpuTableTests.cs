using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;
using DeepDsl.Compiler.Programs;
using DeepDsl.Gpu.Tests;

namespace DeepDsl.Conformance.Tests.Gpu;

using Dim = DeepDsl.Compiler.Ir.Dim;

/// <summary>Rows of a table by index and the sum of rows into it, as the GPU emitter writes them.</summary>
public sealed class GpuTableTests(GpuTestDevice devices) : IClassFixture<GpuTestDevice>
{
    /// <summary>Rows and width of the table, tokens: rows without one, one row for all, fours and not, more than a group.</summary>
    private static readonly (int Rows, int Width, int Tokens)[] Shapes =
        [(1, 1, 1), (1, 4, 19), (5, 3, 17), (7, 8, 40), (90, 5, 6), (3, 1, 257)];

    private static readonly GraphCase[] All = [.. Shapes.Select(Gather), .. Shapes.Select(Add), .. Shapes.SelectMany(Columns), Several];

    private static readonly Lazy<CompiledGraphs> Graphs = new(() => new CompiledGraphs("GpuTables", All));

    public static TheoryData<string> Names => [.. All.Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Value_is_that_of_the_interpreter(string name) => Graphs.Value.Check(devices.Card, Case(name));

    [Fact]
    public void Rows_are_added_by_the_order_of_their_indices_with_the_same_bits_whatever_the_group()
    {
        GraphCase c = Case("Add_7_8_40");
        Assert.Equal([typeof(OrderLaunch), typeof(OrderedSumLaunch)], Graphs.Value.Launches(c).Select(l => l.GetType()));
        Assert.Equal(Graphs.Value.Run(devices.Card, c), Graphs.Value.Run(devices.LargeGroups, c));
    }

    [Fact]
    public void What_several_add_to_one_table_is_one_launch() => Assert.Equal(
        [typeof(OrderLaunch), typeof(OrderLaunch), typeof(OrderedSumLaunch)], Graphs.Value.Launches(Case("AddTwice_7_8_12")).Select(l => l.GetType()));

    [Fact]
    public void Kernels_keep_everything_in_registers_and_move_four_floats_at_once() => Assert.All(Graphs.Value.Kernels, kernel =>
    {
        string ptx = Ptx.AssertKeepsEverythingInRegisters(kernel);
        bool fits = !kernel.Name.Contains("Columns", StringComparison.Ordinal)
            && (kernel.Name.EndsWith("x4", StringComparison.Ordinal) || kernel.Name.EndsWith("x8", StringComparison.Ordinal));
        Assert.Equal(fits ? 1 : 0, Ptx.Count(ptx, "st.global.v4"));
    });

    private static GraphCase Case(string name) => All.Single(c => c.Name == name);

    private static GraphCase Gather((int Rows, int Width, int Tokens) s) =>
        new($"Gather_{s.Rows}_{s.Width}_{s.Tokens}", g => g.Gather(g.Input("table", new Shape(s.Rows, s.Width)), Tokens(g, s.Tokens)))
        {
            Batch = 2,
            IntLimit = s.Rows,
            Roundings = 0,
        };

    private static GraphCase Add((int Rows, int Width, int Tokens) s) => new($"Add_{s.Rows}_{s.Width}_{s.Tokens}",
        g => g.ScatterAdd(Tokens(g, s.Tokens), g.Input("updates", new Shape(Dim.N, s.Tokens, s.Width)), new Shape(s.Rows, s.Width)))
    {
        Batch = 2,
        IntLimit = s.Rows,
        Roundings = 2 * s.Tokens,
    };

    /// <summary>Vectors that lie in columns, by tokens of which some name none.</summary>
    private static GraphCase[] Columns((int Rows, int Width, int Tokens) s) =>
    [
        new($"GatherColumns_{s.Rows}_{s.Width}_{s.Tokens}",
            g => g.Gather(g.Input("table", new Shape(s.Width, s.Rows)), Tokens(g, s.Tokens), new TableLookup(true, true)))
        {
            Batch = 2,
            IntLimit = s.Rows + 2,
            Roundings = 0,
        },
        new($"AddColumns_{s.Rows}_{s.Width}_{s.Tokens}", g => g.ScatterAdd(
            Tokens(g, s.Tokens), g.Input("updates", new Shape(Dim.N, s.Tokens, s.Width)), new Shape(s.Width, s.Rows), new TableLookup(true, false)))
        {
            Batch = 2,
            IntLimit = s.Rows,
            Roundings = 2 * s.Tokens,
        },
    ];

    /// <summary>What two layers add to one table is one sum.</summary>
    private static GraphCase Several => new("AddTwice_7_8_12", g =>
        g.ScatterAdd(Tokens(g, 5), g.Input("updates", new Shape(Dim.N, 5, 8)), new Shape(7, 8))
        + g.ScatterAdd(g.Input("others", new Shape(12), Compiler.Ir.ElementType.Int32), g.Input("more", new Shape(12, 8)), new Shape(7, 8)))
    {
        Batch = 2,
        IntLimit = 7,
        Roundings = 22,
    };

    private static Node Tokens(Graph g, int count) => g.Input("tokens", new Shape(Dim.N, count), Compiler.Ir.ElementType.Int32);
}
