using DeepDsl.Compiler.Build;
using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Programs;
using DeepDsl.Compiler.Programs.Passes;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Tests.Programs;

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
                graph.Nodes.OfType<Ir.Primitives.InputNode>().ToDictionary(n => (Node)n, n => HandMade.Floats(n.Name, [.. n.Shape])), target)[0].Launches,
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
        ModelPrograms programs = Programs([.. wide]);
        Assert.All(Launches(programs.Gpu!), l => Assert.True(l.Reads.Distinct().Count() + l.Writes.Count <= Target.Gpu.MostArguments, l.ToString()));
    }

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
