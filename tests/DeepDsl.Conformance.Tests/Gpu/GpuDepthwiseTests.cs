using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;
using DeepDsl.Compiler.Programs;
using DeepDsl.Gpu.Tests;

namespace DeepDsl.Conformance.Tests.Gpu;

using Dim = DeepDsl.Compiler.Ir.Dim;

/// <summary>Convolutions in groups with one channel on either side and their gradients, as the GPU emitter writes them.</summary>
public sealed class GpuDepthwiseTests(GpuTestDevice devices) : IClassFixture<GpuTestDevice>
{
    private static readonly GraphCase[] All =
        [.. Windows().SelectMany(w => new[] { Forward(w), InputGradient(w), WeightGradient(w) }), Followed(4), Followed(3)];

    private static readonly Lazy<CompiledGraphs> Graphs = new(() => new CompiledGraphs("GpuDepthwise", All));

    public static TheoryData<string> Names => [.. All.Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Value_is_that_of_the_interpreter(string name) => Graphs.Value.Check(devices.Card, Case(name));

    [Theory, Trait("Category", "Sweep")]
    [MemberData(nameof(Names))]
    public void Value_in_large_groups_is_that_of_the_interpreter(string name) => Graphs.Value.Check(devices.LargeGroups, Case(name));

    [Fact]
    public void Weight_gradient_has_the_same_bits_every_time() =>
        Assert.Equal(Graphs.Value.Run(devices.Card, Case("Weight_Long")), Graphs.Value.Run(devices.Card, Case("Weight_Long")));

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    public void Convolution_and_what_follows_it_are_one_launch(int channels) =>
        Assert.IsType<ConvLaunch>(Assert.Single(Graphs.Value.Launches(Case($"Followed_{channels}"))));

    [Fact]
    public void Kernels_keep_everything_in_registers_and_multiply_and_add_at_once() =>
        Assert.All(Graphs.Value.Kernels.Where(k => k.Name.StartsWith("Depthwise", StringComparison.Ordinal)), kernel =>
        {
            string ptx = Ptx.AssertKeepsEverythingInRegisters(kernel);
            Assert.True(Ptx.Count(ptx, "fma.rn.f32") > 0);
            string[] name = kernel.Name.Split('_');
            bool isWeight = name[0].Contains("Weight", StringComparison.Ordinal);
            bool quads = name[1][^2..] == name[2][^2..] && name[1][^2..] is "x4" or "x8" && !isWeight;
            Assert.Equal(quads ? 1 : 0, Ptx.Count(ptx, "st.global.v4"));
        });

    [Fact]
    public void No_loop_divides_but_that_over_rows_of_a_weight_gradient()
    {
        Assert.Empty(EmittedLoops.Divisions(Graphs.Value.Text, "Depthwise3", loops: 1));
        Assert.NotEmpty(EmittedLoops.Divisions(Graphs.Value.Text, "DepthwiseWeight", loops: 1));
        Assert.Empty(EmittedLoops.Divisions(Graphs.Value.Text, "DepthwiseWeight", loops: 2));
    }

    private static GraphCase Case(string name) => All.Single(c => c.Name == name);

    private static IEnumerable<Window> Windows() =>
    [
        new("Plain", [5, 6], 3, 3, 3, [Axis(3), Axis(2)]),
        new("Fours", [5, 6], 8, 8, 8, [Axis(3, before: 1, after: 1), Axis(3, before: 1, after: 1)]),
        new("StridedFours", [7, 8], 4, 4, 4, [Axis(3, 2, before: 1, after: 1), Axis(3, 2, before: 1, after: 1)]),
        new("Multiplied", [5, 4], 3, 9, 3, [Axis(3, 2, before: 2), Axis(2, after: 1)]),
        new("Joined", [5, 4], 10, 5, 5, [Axis(3, before: 1), Axis(2, 2, after: 1)]),
        new("StridedDilated", [14, 11], 2, 2, 2, [Axis(3, 2, 3, 2, 2), Axis(3, 3, 2, 1, 1)]),
        new("SharedFactor", [22, 9], 2, 4, 2, [Axis(3, 4, 6, 3, 2), Axis(3, 2, 2, 1, 1)]),
        new("Wide", [5, 10], 4, 4, 4, [Axis(3), Axis(3)]),
        new("Long", [70], 9, 9, 9, [Axis(4, before: 1, after: 2)]),
        new("LongKernel", [40], 2, 2, 2, [Axis(19, 2, before: 9, after: 9)]),
        new("Volume", [4, 5, 3], 2, 2, 2, [Axis(2, before: 1), Axis(3, 2, before: 1, after: 1), Axis(2)]),
    ];

    private static WindowAxis Axis(int kernel, int stride = 1, int dilation = 1, int before = 0, int after = 0) =>
        new(kernel, stride, dilation, before, after);

    private static GraphCase Forward(Window w) => new("Conv_" + w.Name,
        g => g.Conv(g.Input("x", w.Input), g.Input("w", w.Weight), w.Geometry))
    {
        Batch = 2,
        Roundings = (w.Geometry.Taps * w.Channels / w.Groups) + 1,
    };

    private static GraphCase InputGradient(Window w) => new("Input_" + w.Name,
        g => g.ConvInputGradient(g.Input("dy", w.Output), g.Input("w", w.Weight), w.Input, w.Geometry))
    {
        Batch = 2,
        Roundings = (w.Geometry.Taps * w.Outputs / w.Groups) + 1,
    };

    private static GraphCase WeightGradient(Window w) => new("Weight_" + w.Name,
        g => g.ConvWeightGradient(g.Input("x", w.Input), g.Input("dy", w.Output), w.Weight, w.Geometry))
    {
        Batch = 3,
        Roundings = (int)(3 * w.Output.WithoutBatch().Size.Constant / w.Outputs) + 1,
    };

    /// <summary>By a bias, dropout, a skip connection and a factor for all.</summary>
    private static GraphCase Followed(int channels)
    {
        Window w = new("", [5, 6], channels, channels, channels, [Axis(3, before: 1, after: 1), Axis(3, before: 1, after: 1)]);
        return new GraphCase($"Followed_{channels}", g =>
        {
            Node y = g.Conv(g.Input("x", w.Input), g.Input("w", w.Weight), w.Geometry);
            Node mask = g.Random(RandomKind.Uniform, 1, w.Output);
            Node active = g.Max(y + g.Input("bias", new Shape(w.Outputs)), 0);
            return (active * mask * g.Input("factor", new Shape(1))) + g.Input("skip", w.Output);
        }) { Batch = 2, Roundings = 16 };
    }

    private sealed record Window(string Name, int[] Size, int Channels, int Outputs, int Groups, WindowAxis[] Axes)
    {
        public ConvGeometry Geometry => new(Axes, Groups);

        public Shape Input => new([Dim.N, .. Size.Select(s => (Dim)s), Channels]);

        public Shape Weight => new([.. Axes.Select(a => (Dim)a.Kernel), Channels / Groups, Outputs]);

        public Shape Output => new([Dim.N, .. Geometry.Output(Input), Outputs]);
    }
}
