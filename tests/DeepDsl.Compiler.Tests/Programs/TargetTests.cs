using DeepDsl.Compiler.Build;
using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;
using DeepDsl.Compiler.Kernels.Gpu;
using DeepDsl.Compiler.Programs;
using DeepDsl.Compiler.Programs.Passes;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Tests.Programs;

using Dim = DeepDsl.Compiler.Ir.Dim;

/// <summary>What passes do differently for another machine.</summary>
public sealed class TargetTests
{
    private static readonly string[] Norm =
        ["Input(Shape = [4, 4, 3])", "Dense(Units = 6)", "BatchNorm", "ReLU", "Flatten", "Dense(Units = 2)"];

    [Fact]
    public void The_gpu_multiplies_by_what_is_transposed_where_it_lies()
    {
        Assert.NotEmpty(Launches(Programs(Norm).Cpu).OfType<CopyLaunch>());
        Assert.Empty(Launches(Programs(Norm).Gpu!).OfType<CopyLaunch>());
        Assert.Contains(Launches(Programs(Norm).Gpu!).OfType<MatMulLaunch>(), l => l.TransposeB);
        Assert.DoesNotContain(Launches(Programs(Norm).Cpu).OfType<MatMulLaunch>(), l => l.TransposeB);
    }

    [Fact]
    public void The_gpu_sums_what_is_stored_over_batch_and_positions_at_once()
    {
        bool IsAtOnce(Launch launch) => launch is ReduceLaunch { Axes.Count: > 1 } l && l.Axes[0] == 0 && l.Shape[0] == Dim.N;
        Assert.DoesNotContain(Launches(Programs(Norm).Cpu), IsAtOnce);
        Assert.Contains(Launches(Programs(Norm).Gpu!).SelectMany(Members), IsAtOnce);
    }

    [Fact]
    public void Each_target_has_places_of_its_own_and_the_same_weights()
    {
        ModelPrograms programs = Programs(Norm);
        Assert.Equal(["Training", "Inference", "GpuTraining", "GpuInference"], programs.Cpu.Units.Concat(programs.Gpu!.Units).Select(u => u.Name));
        Assert.DoesNotContain(Buffers(programs.Cpu).Intersect(Buffers(programs.Gpu!)), b => b.IsPlanned);
        Assert.Equal(Weights(programs.Cpu), Weights(programs.Gpu!));
    }

    [Fact]
    public void Without_a_gpu_nothing_is_made_for_one() => Assert.Null(Programs(Norm, gpu: false).Gpu);

    [Fact]
    public void A_target_whose_products_take_no_epilogue_stores_them()
    {
        Graph graph = new();
        Node x = graph.Input("x", new Shape(Dim.N, 3));
        Node y = graph.Tanh(graph.MatMul(x, graph.Input("w", new Shape(3, 5))));
        IReadOnlyList<Launch> Fused(Target target) =>
        [
            .. Fuse.Run(
                [new ProgramGraph("Predict", graph, [(y, HandMade.Floats("y", Dim.N, 5))])],
                graph.Nodes.OfType<InputNode>().ToDictionary(n => (Node)n, n => HandMade.Floats(n.Name, [.. n.Shape])), target)[0].Launches,
        ];
        Assert.IsType<MatMulLaunch>(Assert.Single(Fused(Target.Cpu)));
        Assert.Equal([typeof(MatMulLaunch), typeof(MapLaunch)], Fused(Target.Cpu with { ProductsTakeEpilogues = false }).Select(l => l.GetType()));
    }

    [Fact]
    public void A_kernel_never_takes_more_arguments_than_the_target_allows()
    {
        List<string> wide = ["Input(Shape = [3])"];
        wide.AddRange(Enumerable.Range(1, 20).Select(i => $"Dense(Units = 3, Name = \"d{i}\", From = \"input\")"));
        wide.Add($"Add(Names = [{string.Join(", ", Enumerable.Range(1, 19).Select(i => $"\"d{i}\""))}])");
        AssertFewArguments(Launches(Programs([.. wide]).Gpu!));
    }

    [Fact]
    public void What_one_reader_has_stored_is_no_argument_too_many_of_another()
    {
        Graph graph = new();
        Node[] x = [.. Enumerable.Range(0, 20).Select(i => graph.Input($"x{i}", new Shape(Dim.N, 3)))];
        Node sum = x[..6].Aggregate((a, b) => a + b);
        Node product = x[..6].Aggregate((a, b) => a * b);
        Node full = x[6..12].Aggregate(sum * product, (a, b) => a + b);
        Node wide = graph.Map((a, b, c) => a * b * c, sum, x[12..16].Aggregate((a, b) => a + b), x[16..].Aggregate((a, b) => a + b));
        AssertFewArguments(FusedForGpu(graph, full, wide));
    }

    [Theory]
    [InlineData(8, 1)]
    [InlineData(9, 2)]
    public void A_product_takes_along_as_much_as_leaves_arguments_for_parts_of_its_depth(int operands, int launches)
    {
        Graph graph = new();
        Node product = graph.MatMul(graph.Input("a", new Shape(8, 4096)), graph.Input("b", new Shape(4096, 8)));
        Node[] rows = [.. Enumerable.Range(0, operands).Select(i => graph.Input($"x{i}", new Shape(8)))];
        Launch[] fused = [.. FusedForGpu(graph, rows.Aggregate(product, (a, b) => a + b))];
        Assert.Equal(launches, fused.Length);
        AssertFewArguments(fused);
    }

    [Fact]
    public void No_graph_of_maps_sums_and_products_gives_a_kernel_of_too_many_arguments()
    {
        for (int seed = 0; seed < 300; seed++)
        {
            Random random = new(seed);
            Graph graph = new();
            Shape shape = new(Dim.N, 5);
            Node weight = graph.Input("w", new Shape(5, 5));
            List<Node> values = [.. Enumerable.Range(0, 24).Select(i => graph.Input($"x{i}", shape))];
            for (int i = 0; i < 60; i++)
            {
                (Node a, Node b) = (values[random.Next(values.Count)], values[random.Next(values.Count)]);
                values.Add(random.Next(8) switch
                {
                    0 => graph.Tanh(a),
                    1 => graph.MatMul(a, weight),
                    2 => graph.Broadcast(graph.Sum(a * b, 1), shape),
                    3 => a + graph.Random(RandomKind.Uniform, i, shape),
                    4 => graph.Map((p, q, r) => p * q * r, a, b, values[random.Next(values.Count)]),
                    _ => a + b,
                });
            }

            AssertFewArguments(FusedForGpu(graph, [.. values.TakeLast(3)]));
        }
    }

    private static void AssertFewArguments(IEnumerable<Launch> launches) => Assert.All(launches.Where(GpuKernels.Has).Select(GpuKernels.Of), l =>
        Assert.True(l.Arguments <= GpuLaunch.MostArguments, $"{l.Kernel.Name}: {l.Arguments} arguments"));

    private static IEnumerable<Launch> FusedForGpu(Graph graph, params Node[] results) => Fuse.Run(
        [new ProgramGraph("Predict", graph, [.. results.Distinct().Select((r, i) => (r, HandMade.Floats($"y{i}", [.. r.Shape])))])],
        graph.Nodes.OfType<InputNode>().ToDictionary(n => (Node)n, n => HandMade.Floats(n.Name, [.. n.Shape])), Target.Gpu)[0].Launches;

    private static IEnumerable<Launch> Members(Launch launch) => launch switch
    {
        RowsLaunch rows => rows.Members,
        SideBySideLaunch beside => beside.Members.SelectMany(Members),
        _ => [launch],
    };

    private static IEnumerable<Launch> Launches(TargetPrograms programs) => programs.Units.SelectMany(u => u.Programs).SelectMany(p => p.Launches);

    private static HashSet<Compiler.Programs.Buffer> Buffers(TargetPrograms programs) =>
        [.. Launches(programs).SelectMany(l => l.Reads.Concat(l.Writes))];

    private static HashSet<Compiler.Programs.Buffer> Weights(TargetPrograms programs) => [.. Buffers(programs).Where(b => b.Space == Space.Weights)];

    private static ModelPrograms Programs(string[] layers, bool gpu = true)
    {
        ModelSpec spec = new()
        {
            Name = "Net",
            Layers = layers.Select(SpecReader.ReadAttribute).ToArray(),
            Settings = new[] { SpecReader.ReadAttribute("Loss(Kind = Loss.MeanSquaredError)") },
            Gpu = gpu,
        };
        BuiltModel model = Pipeline.Build(spec);
        Assert.Empty(model.Problems.Select(p => p.Message));
        return Pipeline.Programs(model, new Inspection(dumps: false));
    }
}
