using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;
using DeepDsl.Compiler.Programs;
using DeepDsl.Gpu.Tests;

namespace DeepDsl.Conformance.Tests.Gpu;

using Dim = DeepDsl.Compiler.Ir.Dim;

/// <summary>Maps and reductions that are one launch: rows of every kind, and what they read besides.</summary>
public sealed class GpuRowsTests(GpuTestDevice devices) : IClassFixture<GpuTestDevice>
{
    private static readonly GraphCase[] All = [.. Softmaxes(), .. Norms(), .. Others()];

    private static readonly Lazy<CompiledGraphs> Graphs = new(() => new CompiledGraphs("GpuRows", [.. All, Beside()]));

    public static TheoryData<string> Names => [.. All.Select(c => c.Name)];

    /// <summary>Those in which groups of 256 threads differ from those of 16.</summary>
    public static TheoryData<string> LargeNames =>
        ["Softmax_5_10", "Softmax_3_300", "Standardize_40_13_0", "Standardize_3_7_5_1", "ShareOfTheBatch"];

    [Theory]
    [MemberData(nameof(Names))]
    public void Value_is_that_of_the_interpreter(string name) => Graphs.Value.Check(devices.Card, Case(name));

    [Theory]
    [MemberData(nameof(LargeNames))]
    public void Value_in_large_groups_is_that_of_the_interpreter(string name) => Graphs.Value.Check(devices.LargeGroups, Case(name));

    [Theory, Trait("Category", "Sweep")]
    [MemberData(nameof(Names))]
    public void Every_value_in_large_groups_is_that_of_the_interpreter(string name) => Graphs.Value.Check(devices.LargeGroups, Case(name));

    [Theory]
    [MemberData(nameof(Names))]
    public void Rows_are_one_launch(string name) => Assert.IsType<RowsLaunch>(Assert.Single(Graphs.Value.Launches(Case(name))));

    [Theory]
    [InlineData("Softmax_5_10")]
    [InlineData("Dropped")]
    public void Rows_of_few_threads_have_the_same_bits_whatever_the_group(string name) =>
        Assert.Equal(Graphs.Value.Run(devices.Card, Case(name)), Graphs.Value.Run(devices.LargeGroups, Case(name)));

    /// <summary>By threads, by groups and by neighbours in one launch, before a product of what they make.</summary>
    [Fact]
    public void Launches_side_by_side_do_what_each_would()
    {
        Assert.Equal([typeof(SideBySideLaunch), typeof(MatMulLaunch)], Graphs.Value.Launches(Beside()).Select(l => l.GetType()));
        Graphs.Value.Check(devices.Card, Beside());
        Graphs.Value.Check(devices.LargeGroups, Beside());
    }

    [Fact]
    public void Kernels_keep_everything_in_registers() =>
        Assert.All(Graphs.Value.Kernels, kernel => Ptx.AssertKeepsEverythingInRegisters(kernel));

    [Fact]
    public void Short_rows_meet_in_registers_and_divide_no_numbers_of_places()
    {
        string ptx = Ptx.Compile(Graphs.Value.Kernels.Single(k => k.Name == "Rows_Nx10"));
        Assert.True(Ptx.Count(ptx, "shfl.sync") > 0, ptx);
        Assert.Equal(0, Ptx.Count(ptx, "div.s32"));
    }

    private static GraphCase Case(string name) => All.Single(c => c.Name == name);

    /// <summary>Rows of some neighbours and of a group; of one element, a power of two, with tails; more rows than a group has.</summary>
    private static IEnumerable<GraphCase> Softmaxes() =>
        from s in new (int Rows, int Length)[] { (5, 10), (1, 2), (40, 3), (3, 16), (4, 64), (3, 65), (3, 300) }
        select new GraphCase($"Softmax_{s.Rows}_{s.Length}", g => Softmax(g, g.Input("x", new Shape(Dim.N, s.Length))))
        {
            Batch = s.Rows,
            Roundings = 40,
        };

    private static Node Softmax(Graph g, Node x)
    {
        Node exp = g.Exp(x - g.Reduce(ReduceKind.Max, x, 1));
        return exp / g.Sum(exp, 1);
    }

    /// <summary>Along rows, along columns of any length, and along the middle.</summary>
    private static IEnumerable<GraphCase> Norms() =>
    [
        Standardize(4, 2, new Shape(Dim.N, 3, 20)), Standardize(40, 0, new Shape(Dim.N, 13)), Standardize(16, 0, new Shape(Dim.N, 8)),
        Standardize(2, 1, new Shape(Dim.N, 5, 6)), Standardize(3, 1, new Shape(Dim.N, 70, 5)), Standardize(3, 1, new Shape(Dim.N, 7, 5)),
    ];

    private static GraphCase Standardize(int batch, int axis, Shape shape)
    {
        string sizes = string.Join("_", shape.Select(d => d.Evaluate(_ => batch)));
        return new GraphCase($"Standardize_{sizes}_{axis}", g =>
        {
            Node x = g.Input("x", shape);
            int length = (int)shape[axis].Evaluate(_ => batch);
            Node centred = x - (g.Sum(x, axis) / length);
            Node scale = 1 / g.Sqrt((g.Sum(centred * centred, axis) / length) + 1);
            return (centred * scale * g.Input("weight", new Shape(shape[-1]))) + g.Input("bias", new Shape(shape[-1]));
        })
        { Batch = batch, Roundings = 2 * 300 };
    }

    private static IEnumerable<GraphCase> Others() =>
    [
        // Groups of channels: each row is a run of a run.
        new("GroupsOfChannels", g =>
        {
            Node x = g.Input("x", new Shape(Dim.N, 30, 2, 3));
            Node centred = x - (g.Sum(x, 1, 3) / 90);
            return centred / g.Sqrt((g.Sum(centred * centred, 1, 3) / 90) + 1) * g.Input("weight", new Shape(2, 3));
        })
        { Batch = 3, Roundings = 2 * 300 },

        // One group for the whole batch: a value of all of it, then one of each sample.
        new("ShareOfTheBatch", g => g.Input("x", new Shape(Dim.N)) / (2 + (g.Sum(g.Input("x", new Shape(Dim.N)), 0) / 37)))
        {
            Batch = 37,
            Roundings = 200,
        },

        // Random numbers as on the CPU: by the number of the element.
        new("Dropped", g =>
        {
            Shape shape = new(Dim.N, 11);
            Node random = g.Random(RandomKind.Uniform, 4, shape);
            Node x = g.Map((v, u) => Exprs.Select(Exprs.Less(u, 0.5), 2 * v, 0), g.Input("x", shape), random);
            return x / (20 + g.Sum(x, 1));
        })
        { Batch = 6, Roundings = 60 },

        // The same memory as other shapes.
        new("Reshaped", g =>
        {
            Node x = g.Input("x", new Shape(Dim.N, 4, 6));
            Node sum = g.Sum(g.Reshape(x, new Shape(4 * Dim.N, 6)), 1);
            return g.Exp(x) * g.Reshape(sum, new Shape(Dim.N, 4, 1));
        })
        { Batch = 3, Roundings = 30 },
    ];

    private static GraphCase Beside() => new("Beside", g =>
    {
        Node threads = g.Sum(g.Input("a", new Shape(Dim.N, 7, 2)), 1);
        Node columns = g.Sum(g.Input("b", new Shape(Dim.N, 10)), 0);
        Node softmax = Softmax(g, g.Input("c", new Shape(2, 10)));
        return g.MatMul(g.Reshape(threads, new Shape(Dim.N, 2)), softmax) + columns;
    })
    { Batch = 19, Roundings = 100 };
}
