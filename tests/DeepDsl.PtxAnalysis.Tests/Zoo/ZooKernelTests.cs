using System.Collections.Concurrent;
using Xunit.Abstractions;

namespace DeepDsl.PtxAnalysis.Tests.Zoo;

/// <summary>Every kernel of the zoo's models, of the samples' and of the benchmarks', as text for NVIDIA cards.</summary>
public sealed class ZooKernelTests(ITestOutputHelper output)
{
    /// <summary>All where it is "all"; otherwise every so many-th of the rest, since all take a quarter of an hour.</summary>
    private const string Switch = "DEEPDSL_PTX";

    private const int Step = 48;

    private const int Shown = 10;

    private static readonly Lazy<IReadOnlyList<ZooKernel>> Few = new(() => ZooKernels.Of("FewKernels", ZooModels.Few));

    [Fact]
    public void The_zoo_is_large() => Assert.True(ZooModels.Names.Count >= 75, $"{ZooModels.Names.Count} files declare models.");

    [Fact]
    public void Kernels_of_a_few_models_hold_to_the_rules() => Check([.. Few.Value.Where((k, i) => !k.IsProduct || i % 3 == 0)]);

    /// <summary>The tile of the largest products and convolutions: VGG's, 128 channels wide.</summary>
    [Fact]
    public void Loops_of_the_largest_tiles_leave_room_for_seven_tenths_of_the_peak()
    {
        ZooKernel[] large = [.. ZooKernels.Of("LargeTiles", ["Benchmarks/Vgg"]).Where(k => k.Tile is { Rows: 128, Columns: 128 } && k.LeftInQuads && k.RightInQuads && !k.Rounds)];
        Assert.NotEmpty(large);
        Check([.. large.Take(3)]);
    }

    /// <summary>Launches that follow each other by rows become one, whose reductions need a group's memory.</summary>
    [Fact, Trait("Category", "Sweep")]
    public void A_chain_of_many_norms_fits_the_memory_of_a_group()
    {
        string norms = string.Concat(Enumerable.Repeat("LayerNorm, Tanh, ", 60));
        string model = $"using DeepDsl;\n[Model, Input(96), {norms}Dense(3), Loss(Loss.SoftmaxCrossEntropy)] public partial class Chain;";
        Check(ZooKernels.Of("ChainOfNorms", ZooModels.SpecsOf(model).Select(spec => ("60 norms", spec))));
    }

    [Fact, Trait("Category", "Sweep")]
    public void Kernels_of_all_models_hold_to_the_rules()
    {
        bool all = Environment.GetEnvironmentVariable(Switch) == "all";
        IReadOnlyList<ZooKernel> kernels = ZooKernels.Of("ZooKernels", all ? ZooModels.Names : ZooModels.Names.Except(ZooModels.Large));
        Check([.. kernels.Where((_, i) => all || i % Step == 0)]);
    }

    private void Check(IReadOnlyList<ZooKernel> kernels)
    {
        ConcurrentBag<string> broken = [];
        Parallel.ForEach(kernels, kernel =>
        {
            foreach (string rule in KernelRules.Broken(kernel))
            {
                broken.Add(rule);
            }
        });
        foreach (IGrouping<string, ZooKernel> kind in kernels.GroupBy(k => k.Launch))
        {
            output.WriteLine($"{kind.Key}: {kind.Count()} kernels, at most {kind.Max(k => PtxLiveness.Of(k.Ptx).Registers)} registers live, "
                + $"{kind.Max(k => k.Ptx.SharedBytes)} bytes shared");
        }

        string more = broken.Count > Shown ? $"\nand {broken.Count - Shown:N0} more" : "";
        Assert.True(broken.IsEmpty, string.Join("\n", broken.Order(StringComparer.Ordinal).Take(Shown)) + more);
    }
}
