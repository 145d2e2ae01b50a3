using System.Reflection;
using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;
using DeepDsl.Compiler.Programs;
using DeepDsl.Gpu.Tests;

namespace DeepDsl.Conformance.Tests.Gpu;

using Dim = DeepDsl.Compiler.Ir.Dim;

/// <summary>Products as the GPU emitter writes them: sizes that do and do not fit tiles, transposed, in batches, with what follows them.</summary>
public sealed class GpuProductTests(GpuTestDevice devices) : IClassFixture<GpuTestDevice>
{
    /// <summary>M, N, K: size 1, all different, K beyond M and N, exact tiles of either size, one past a tile on every side.</summary>
    private static readonly (int M, int N, int K)[] Shapes =
        [(1, 1, 1), (1, 7, 3), (5, 1, 2), (2, 3, 5), (3, 5, 147), (16, 16, 16), (17, 33, 18), (64, 64, 16), (65, 66, 67)];

    private static readonly GraphCase[] All = [.. Plain(), .. Batched(), .. Followed()];

    private static readonly Lazy<CompiledGraphs> Graphs = new(() => new CompiledGraphs("GpuProducts", All));

    public static TheoryData<string> Names => [.. All.Select(c => c.Name)];

    /// <summary>Those in which tiles of 256 threads differ from those of 16.</summary>
    public static TheoryData<string> LargeNames => [.. All.Select(c => c.Name).Where(n => n.EndsWith("65_66_67", StringComparison.Ordinal) || n.StartsWith("With", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Names))]
    public void Product_is_that_of_the_interpreter(string name) => Graphs.Value.Check(devices.Card, Case(name));

    [Theory]
    [MemberData(nameof(LargeNames))]
    public void Product_in_large_groups_is_that_of_the_interpreter(string name) => Graphs.Value.Check(devices.LargeGroups, Case(name));

    [Theory, Trait("Category", "Sweep")]
    [MemberData(nameof(Names))]
    public void Every_product_in_large_groups_is_that_of_the_interpreter(string name) => Graphs.Value.Check(devices.LargeGroups, Case(name));

    [Theory]
    [InlineData("NN_65_66_67")]
    [InlineData("TT_65_66_67")]
    public void Product_has_the_same_bits_whatever_the_group(string name) =>
        Assert.Equal(Graphs.Value.Run(devices.Card, Case(name)), Graphs.Value.Run(devices.LargeGroups, Case(name)));

    [Theory]
    [MemberData(nameof(Names))]
    public void Product_and_what_follows_it_are_one_launch(string name) =>
        Assert.IsType<MatMulLaunch>(Assert.Single(Graphs.Value.Launches(Case(name))));

    [Fact]
    public void Kernels_multiply_and_add_at_once_and_read_four_floats_at_a_time() =>
        CheckPtx(Graphs.Value.Kernels.Where(k => k.Name.StartsWith("Product_65", StringComparison.Ordinal) || k.Name.StartsWith("Product_N", StringComparison.Ordinal)));

    [Fact, Trait("Category", "Sweep")]
    public void All_kernels_multiply_and_add_at_once_and_read_four_floats_at_a_time() => CheckPtx(Graphs.Value.Kernels);

    private static void CheckPtx(IEnumerable<MethodInfo> kernels) => Assert.All(kernels, kernel =>
    {
        string ptx = Ptx.AssertKeepsEverythingInRegisters(kernel);
        Assert.True(Ptx.Count(ptx, "fma.rn.f32") >= 64);
        Assert.True(Ptx.Count(ptx, "ld.shared.v4") >= 8);
    });

    private static GraphCase Case(string name) => All.Single(c => c.Name == name);

    private static IEnumerable<GraphCase> Plain() =>
        from s in Shapes
        from transposeA in new[] { false, true }
        from transposeB in new[] { false, true }
        select new GraphCase($"{(transposeA ? "T" : "N")}{(transposeB ? "T" : "N")}_{s.M}_{s.N}_{s.K}",
            g => g.MatMul(Matrix(g, "a", s.M, s.K, transposeA), Matrix(g, "b", s.K, s.N, transposeB), transposeA, transposeB)) { Roundings = s.K + 1 };

    /// <summary>The batch as the rows, as the depth, and as a number of matrices.</summary>
    private static IEnumerable<GraphCase> Batched() =>
    [
        new("Rows", g => g.MatMul(Matrix(g, "a", Dim.N, 19, false), Matrix(g, "b", 19, 6, false))) { Batch = 21, Roundings = 20 },
        new("Depth", g => g.MatMul(Matrix(g, "a", 9, Dim.N, true), Matrix(g, "b", Dim.N, 6, false), transposeA: true)) { Batch = 21, Roundings = 22 },
        new("DepthInParts", g => g.MatMul(Matrix(g, "a", 9, Dim.N, true), Matrix(g, "b", Dim.N, 6, false), transposeA: true)) { Batch = 130, Roundings = 131 },
        new("DepthInMostParts", g => g.MatMul(Matrix(g, "a", 9, Dim.N, true), Matrix(g, "b", Dim.N, 6, false), transposeA: true)) { Batch = 601, Roundings = 602 },
        new("RowsInFewerParts", g => g.MatMul(Matrix(g, "a", Dim.N, 70, false), Matrix(g, "b", 70, 6, false))) { Batch = 230, Roundings = 71 },
        new("InParts", g => g.MatMul(Matrix(g, "a", Dim.N, 260, false), Matrix(g, "b", 260, 6, false))) { Batch = 5, Roundings = 261 },
        new("MatricesInParts", g => g.MatMul(g.Input("a", new Shape(2, Dim.N, 260)), g.Input("b", new Shape(2, 260, 6)))) { Batch = 5, Roundings = 261 },
        new("Matrices", g => g.MatMul(g.Input("a", new Shape(Dim.N, 2, 5, 7)), g.Input("b", new Shape(Dim.N, 2, 7, 19)))) { Batch = 3, Roundings = 8 },
        new("MatricesTransposed", g => g.MatMul(g.Input("a", new Shape(Dim.N, 7, 5)), g.Input("b", new Shape(Dim.N, 19, 7)), true, true))
        {
            Batch = 3,
            Roundings = 8,
        },
    ];

    /// <summary>Bias and activation, a residual of the product's shape, a scalar, a dropout mask.</summary>
    private static IEnumerable<GraphCase> Followed()
    {
        Shape shape = new(Dim.N, 18);
        Node Product(Graph g) => g.MatMul(Matrix(g, "a", Dim.N, 11, false), Matrix(g, "b", 11, 18, false));
        yield return new GraphCase("WithBias", g => g.Max(Product(g) + g.Input("bias", new Shape(18)), 0)) { Batch = 20, Roundings = 16 };
        yield return new GraphCase("WithResidual", g => g.Tanh(Product(g)) + g.Input("residual", shape)) { Batch = 20, Roundings = 32 };
        yield return new GraphCase("WithScalar", g => Product(g) * g.Input("scale", Shape.Scalar)) { Batch = 20, Roundings = 16 };
        yield return new GraphCase("WithMask", g => g.Map(
            (x, u) => Exprs.Select(Exprs.Less(u, 0.5), 2 * x, 0), Product(g), g.Random(RandomKind.Uniform, 4, shape))) { Batch = 20, Roundings = 32 };
    }

    private static Node Matrix(Graph g, string name, Dim rows, Dim columns, bool transposed) =>
        g.Input(name, transposed ? new Shape(columns, rows) : new Shape(rows, columns));
}
