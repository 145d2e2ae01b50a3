using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;
using DeepDsl.Gpu.Tests;

namespace DeepDsl.Conformance.Tests.Gpu;

using Dim = DeepDsl.Compiler.Ir.Dim;

/// <summary>Attention and its gradients as the GPU emitter writes them: tails of tiles, several tiles, and every option.</summary>
public sealed class GpuAttentionTests(GpuTestDevice devices) : IClassFixture<GpuTestDevice>
{
    private static readonly AttentionCase[] Forms =
    [
        new("Tails", new AttentionForm(1, 1, 17, 5, 0.4), 19, 18),
        new("One", new AttentionForm(2, 2, 1, 18, 1), 1, 1),
        new("Causal", new AttentionForm(2, 1, 4, 4, 0.5) { IsCausal = true, Window = 18, HasSlopes = true, IsPacked = true }, 35, 35),
        new("Dropped", new AttentionForm(2, 1, 3, 4, 0.5) { Drops = true, IsCausal = true }, 20, 6) { DropRate = 0.4 },
        new("Lengths", new AttentionForm(2, 2, 3, 4, 0.5) { HasKeyLengths = true, HasQueryLengths = true, Window = 9 }, 19, 20),
    ];

    private static readonly GraphCase[] All = [.. Forms.Select(f => Case(f, isGradient: false)), .. Forms.Select(f => Case(f, isGradient: true))];

    private static readonly Lazy<CompiledGraphs> Graphs = new(() => new CompiledGraphs("GpuAttention", All));

    public static TheoryData<string> Names => [.. All.Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Value_is_that_of_the_interpreter(string name) => Graphs.Value.Check(devices.Card, All.Single(c => c.Name == name));

    [Theory, Trait("Category", "Sweep")]
    [MemberData(nameof(Names))]
    public void Value_in_large_groups_is_that_of_the_interpreter(string name) =>
        Graphs.Value.Check(devices.LargeGroups, All.Single(c => c.Name == name));

    [Fact, Trait("Category", "Sweep")]
    public void Kernels_keep_everything_in_registers() =>
        Assert.All(Graphs.Value.Kernels.Where(k => k.Name.StartsWith("Attention", StringComparison.Ordinal)),
            kernel => Ptx.AssertKeepsEverythingInRegisters(kernel));

    private static GraphCase Case(AttentionCase c, bool isGradient) => new((isGradient ? "GradientsOf" : "") + c.Name, g =>
    {
        Node[] inputs = c.Inputs(g);
        (Node y, Node logSums) = g.Attention(c.Form, inputs);
        Node value = Joined(g, y, logSums);
        if (!isGradient)
        {
            return value;
        }

        Node?[] gradients = Differentiate.Run(g, new Dictionary<Node, Node> { [value] = g.Input("seed", value.Shape) }, [.. inputs.Take(c.Form.Sides)]);
        return Joined(g, [.. gradients.OfType<Node>()]);
    })
    {
        Batch = 2,
        IntLimit = c.Keys + 1,
        Roundings = 60,
        Given = new Dictionary<string, double> { ["rate"] = c.DropRate },
    };

    /// <summary>Values of each sample side by side.</summary>
    private static Node Joined(Graph g, params Node[] values) =>
        g.Concat(1, [.. values.Select(v => g.Reshape(v, new Shape(Dim.N, v.Shape[1] * v.Shape[2])))]);
}
