using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;
using DeepDsl.Compiler.Programs;
using DeepDsl.Gpu.Tests;

namespace DeepDsl.Conformance.Tests.Gpu;

using Dim = DeepDsl.Compiler.Ir.Dim;

/// <summary>Rows of a table by index and the sum of rows into it, as the GPU emitter writes them.</summary>
public sealed class GpuTableTests(GpuTestDevice devices) : IClassFixture<GpuTestDevice>
{
    /// <summary>
    /// Rows and width of the table, tokens: rows without one, one row for all, fours and not, more than a group, rows of several whole chunks.
    /// </summary>
    private static readonly (int Rows, int Width, int Tokens)[] Shapes =
        [(1, 1, 1), (1, 4, 19), (5, 3, 17), (7, 8, 40), (90, 5, 6), (3, 1, 257), (2, 8, 700)];

    private static readonly GraphCase[] All = [.. Shapes.Select(Gather), .. Shapes.Select(Add), .. Shapes.SelectMany(Columns), Twice(7, 5, 12), Twice(2, 300, 800), FiveTimes];

    private static readonly Lazy<CompiledGraphs> Graphs = new(() => new CompiledGraphs("GpuTables", All));

    public static TheoryData<string> Names => [.. All.Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Value_is_that_of_the_interpreter(string name) => Graphs.Value.Check(devices.Card, Case(name));

    [Theory]
    [InlineData("Add_7_8_40")]
    [InlineData("Add_2_8_700")]
    public void Rows_are_added_by_the_order_of_their_indices_with_the_same_bits_whatever_the_group(string name)
    {
        GraphCase c = Case(name);
        Assert.Equal([typeof(OrderLaunch), typeof(OrderedSumLaunch)], Graphs.Value.Launches(c).Select(l => l.GetType()));
        Assert.Equal(Graphs.Value.Run(devices.Card, c), Graphs.Value.Run(devices.LargeGroups, c));
    }

    [Fact]
    public void What_several_add_to_one_table_is_one_launch() => Assert.Equal(
        [typeof(OrderLaunch), typeof(OrderLaunch), typeof(OrderedSumLaunch)], Graphs.Value.Launches(Case("AddTwice_7_8_12")).Select(l => l.GetType()));

    [Fact]
    public void What_is_too_much_for_one_launch_is_several() => Assert.Equal(
        3, Graphs.Value.Launches(Case("AddFiveTimes_7_8")).Count(l => l is OrderedSumLaunch));

    [Fact]
    public void Kernels_keep_everything_in_registers_and_move_four_floats_at_once() => Assert.All(Graphs.Value.Kernels, kernel =>
    {
        string ptx = Ptx.AssertKeepsEverythingInRegisters(kernel);
        bool fits = !kernel.Name.Contains("Columns", StringComparison.Ordinal) && !kernel.Name.StartsWith("Map", StringComparison.Ordinal)
            && (kernel.Name.EndsWith("x4", StringComparison.Ordinal) || kernel.Name.EndsWith("x8", StringComparison.Ordinal));

        // Of several updates, each of enough tokens has chunks of its own.
        int most = kernel.Name.Contains("Chunks", StringComparison.Ordinal)
            ? kernel.GetParameters().Count(p => p.Name!.StartsWith("updates", StringComparison.Ordinal)) : 1;
        Assert.InRange(Ptx.Count(ptx, "st.global.v4"), fits ? 1 : 0, fits ? most : 0);
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
    private static GraphCase Twice(int rows, int tokens, int others) => new($"AddTwice_{rows}_8_{others}", g =>
        g.ScatterAdd(Tokens(g, tokens), g.Input("updates", new Shape(Dim.N, tokens, 8)), new Shape(rows, 8))
        + g.ScatterAdd(g.Input("others", new Shape(others), Compiler.Ir.ElementType.Int32), g.Input("more", new Shape(others, 8)), new Shape(rows, 8)))
    {
        Batch = 2,
        IntLimit = rows,
        Roundings = (2 * tokens) + others,
    };

    /// <summary>More than one launch has arguments for.</summary>
    private static GraphCase FiveTimes => new("AddFiveTimes_7_8", g => Enumerable.Range(0, 5)
        .Select(i => g.ScatterAdd(
            g.Input($"tokens{i}", new Shape(Dim.N, 4), Compiler.Ir.ElementType.Int32), g.Input($"updates{i}", new Shape(Dim.N, 4, 8)), new Shape(7, 8)))
        .Aggregate((sum, table) => sum + table))
    {
        Batch = 2,
        IntLimit = 7,
        Roundings = 50,
    };

    private static Node Tokens(Graph g, int count) => g.Input("tokens", new Shape(Dim.N, count), Compiler.Ir.ElementType.Int32);
}
