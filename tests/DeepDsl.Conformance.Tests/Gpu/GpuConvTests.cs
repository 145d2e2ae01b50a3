using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;
using DeepDsl.Compiler.Programs;
using DeepDsl.Gpu.Tests;

namespace DeepDsl.Conformance.Tests.Gpu;

using Dim = DeepDsl.Compiler.Ir.Dim;

/// <summary>
/// Convolutions and their gradients as the GPU emitter writes them, without a model around.
/// </summary>
public sealed class GpuConvTests(GpuTestDevice devices) : IClassFixture<GpuTestDevice>
{
    private static readonly GraphCase[] All =
    [
        .. Windows().SelectMany(w => new[] { Forward(w), InputGradient(w), WeightGradient(w) }), WithBias(),
        // Groups share the depth of tiles, which are the parts of few samples where samples are few.
        .. Windows().Where(w => w.Name is "Padded" or "Grouped").Select(w => WeightGradient(w, "OfMany", 130)),
    ];

    private static readonly Lazy<CompiledGraphs> Graphs = new(() => new CompiledGraphs("GpuConvolutions", All));

    public static TheoryData<string> Names => [.. All.Select(c => c.Name)];

    /// <summary>One of each kind in which tiles of 256 threads differ from those of 16.</summary>
    public static TheoryData<string> LargeNames => ["Conv_Large", "ConvInput_Large", "ConvWeight_Grouped"];

    [Theory]
    [MemberData(nameof(Names))]
    public void Value_is_that_of_the_interpreter(string name) => Graphs.Value.Check(devices.Card, Case(name));

    [Theory]
    [MemberData(nameof(LargeNames))]
    public void Value_in_large_groups_is_that_of_the_interpreter(string name) => Graphs.Value.Check(devices.LargeGroups, Case(name));

    [Theory, Trait("Category", "Sweep")]
    [MemberData(nameof(Names))]
    public void Every_value_in_large_groups_is_that_of_the_interpreter(string name) => Graphs.Value.Check(devices.LargeGroups, Case(name));

    [Fact]
    public void Convolution_and_what_follows_it_are_one_launch() =>
        Assert.IsType<ConvLaunch>(Assert.Single(Graphs.Value.Launches(Case("Conv_WithBias"))));

    [Fact, Trait("Category", "Sweep")]
    public void Kernels_keep_everything_in_registers_and_multiply_and_add_at_once() => Assert.All(Graphs.Value.Kernels, kernel =>
    {
        string ptx = Ptx.AssertKeepsEverythingInRegisters(kernel);
        Assert.Equal(kernel.Name.StartsWith("Conv", StringComparison.Ordinal), Ptx.Count(ptx, "fma.rn.f32") >= 64);
    });

    private static GraphCase Case(string name) => All.Single(c => c.Name == name);

    private static IEnumerable<Window> Windows() =>
    [
        new("Plain", [5, 6], 3, 4, [Axis(3), Axis(2)]),
        new("Padded", [5, 6], 3, 4, [Axis(3, before: 1, after: 1), Axis(3, before: 1, after: 1)]),
        new("Lopsided", [5, 4], 2, 3, [Axis(3, before: 2), Axis(2, after: 1)]),
        new("Strided", [7, 8], 3, 5, [Axis(3, stride: 2), Axis(3, stride: 3)]),
        new("StridedPadded", [7, 8], 1, 6, [Axis(3, 2, before: 1, after: 1), Axis(3, 2, before: 1, after: 1)]),
        new("Dilated", [9, 8], 2, 3, [Axis(3, dilation: 2), Axis(2, dilation: 3)]),
        new("StridedDilated", [9, 10], 3, 7, [Axis(3, 2, 2, 2, 2), Axis(3, 1, 2, 1, 0)]),
        new("OneTap", [5, 5], 3, 4, [Axis(1, stride: 2), Axis(1, stride: 2)]),
        new("OneChannel", [6, 6], 1, 1, [Axis(3), Axis(3)]),
        new("Line", [11], 3, 4, [Axis(4, 2, before: 1, after: 2)]),
        new("Volume", [4, 5, 3], 2, 3, [Axis(2, before: 1), Axis(3, 2, before: 1, after: 1), Axis(2)]),
        new("StridedBeyond", [7, 9], 2, 3, [Axis(2, stride: 3), Axis(1, stride: 2)]),
        new("StridedVolume", [4, 5, 6], 4, 4, [Axis(2, stride: 2), Axis(3, stride: 2, before: 1, after: 1), Axis(4, stride: 3, before: 1)]),
        new("Grouped", [5, 6], 6, 4, [Axis(3, before: 1, after: 1), Axis(2)], 2),
        new("GroupedInFours", [6, 5], 8, 16, [Axis(3, 2, before: 1, after: 1), Axis(3)], 2),
        new("InFours", [6, 5], 4, 8, [Axis(3, before: 1, after: 1), Axis(3, before: 1, after: 1)]),
        new("Large", [9, 7], 16, 65, [Axis(3, before: 1, after: 1), Axis(3, before: 1, after: 1)]),
    ];

    private static WindowAxis Axis(int kernel, int stride = 1, int dilation = 1, int before = 0, int after = 0) => new(kernel, stride, dilation, before, after);

    private static GraphCase Forward(Window w) => new("Conv_" + w.Name, g => g.Conv(g.Input("x", w.Input), g.Input("w", w.Weight), w.Geometry))
    {
        Batch = 2,
        Roundings = (w.Geometry.Taps * w.Channels) + 1,
    };

    private static GraphCase InputGradient(Window w) => new("ConvInput_" + w.Name,
        g => g.ConvInputGradient(g.Input("dy", w.Output), g.Input("w", w.Weight), w.Input, w.Geometry))
    {
        Batch = 2,
        Roundings = (w.Geometry.Taps * w.Outputs) + 1,
    };

    private static GraphCase WeightGradient(Window w) => WeightGradient(w, "", 2);

    private static GraphCase WeightGradient(Window w, string of, int batch) => new($"ConvWeight{of}_{w.Name}",
        g => g.ConvWeightGradient(g.Input("x", w.Input), g.Input("dy", w.Output), w.Weight, w.Geometry))
    {
        Batch = batch,
        Roundings = (batch * (int)w.Geometry.Output(w.Input).Aggregate(1L, (size, d) => size * d.Value)) + 1,
    };

    private static GraphCase WithBias()
    {
        Window w = Windows().Single(w => w.Name == "Padded");
        return new GraphCase("Conv_WithBias",
            g => g.Max(g.Conv(g.Input("x", w.Input), g.Input("w", w.Weight), w.Geometry) + g.Input("bias", new Shape(w.Outputs)), 0))
        {
            Batch = 2,
            Roundings = 32,
        };
    }

    private sealed record Window(string Name, int[] Size, int Channels, int Outputs, WindowAxis[] Axes, int Groups = 1)
    {
        public ConvGeometry Geometry => new(Axes, Groups);

        public Shape Input => new([Dim.N, .. Size.Select(s => (Dim)s), Channels]);

        public Shape Weight => new([.. Axes.Select(a => (Dim)a.Kernel), Channels / Groups, Outputs]);

        public Shape Output => new([Dim.N, .. Geometry.Output(Input), Outputs]);
    }
}
