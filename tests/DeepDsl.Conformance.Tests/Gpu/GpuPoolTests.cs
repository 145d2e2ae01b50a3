using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;
using DeepDsl.Gpu.Tests;

namespace DeepDsl.Conformance.Tests.Gpu;

using Dim = DeepDsl.Compiler.Ir.Dim;

/// <summary>Pooling and its gradient as the GPU emitter writes them. Half of what maxima are taken of is zero: there are ties.</summary>
public sealed class GpuPoolTests(GpuTestDevice devices) : IClassFixture<GpuTestDevice>
{
    private static readonly PoolKind[] Kinds = [PoolKind.Max, PoolKind.Average, PoolKind.AverageInside];

    private static readonly GraphCase[] All =
        [.. Windows().SelectMany(w => Kinds.SelectMany(kind => new[] { Forward(kind, w), Gradient(kind, w) }))];

    private static readonly Lazy<CompiledGraphs> Graphs = new(() => new CompiledGraphs("GpuPools", All));

    public static TheoryData<string> Names => [.. All.Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Value_is_that_of_the_interpreter(string name) => Graphs.Value.Check(devices.Card, All.Single(c => c.Name == name));

    [Fact]
    public void Four_channels_are_read_and_written_at_once_where_there_are_as_many() =>
        Assert.All(Graphs.Value.Kernels.Where(k => k.Name.Contains("Pool", StringComparison.Ordinal)), kernel =>
        {
            string ptx = Ptx.AssertKeepsEverythingInRegisters(kernel);
            bool fits = kernel.Name.Split('_')[1][^2..] is "x4" or "x8";
            Assert.Equal(fits ? 1 : 0, Ptx.Count(ptx, "st.global.v4"));
            Assert.Equal(fits ? 0 : 1, Ptx.Count(ptx, "st.global.f32"));
            Assert.Equal(fits, Ptx.Count(ptx, "ld.global.v4") > 0);
        });

    [Fact]
    public void No_loop_divides() => Assert.All(["Max", "Average"], kind =>
        Assert.Empty(EmittedLoops.Divisions(Graphs.Value.Text, kind, loops: 1)));

    private static IEnumerable<Window> Windows() =>
    [
        new("Halves", [6, 4], 4, [Axis(2, 2), Axis(2, 2)]),
        new("Overlapping", [5, 6], 3, [Axis(3), Axis(3)]),
        new("Padded", [5, 6], 8, [Axis(3, 2, before: 1, after: 1), Axis(3, before: 1, after: 1)]),
        new("Lopsided", [5, 4], 2, [Axis(3, 2, before: 2), Axis(2, after: 1)]),
        new("Gaps", [9, 8], 5, [Axis(2, 4), Axis(1, 3)]),
        new("Dilated", [9, 8], 2, [Axis(3, dilation: 2), Axis(2, dilation: 3)]),
        new("StridedDilated", [14, 11], 1, [Axis(3, 2, 3, 2, 2), Axis(3, 3, 2, 1, 1)]),
        new("SharedFactor", [22, 9], 1, [Axis(3, 4, 6, 3, 2), Axis(3, 2, 2, 1, 1)]),
        new("Line", [11], 4, [Axis(4, 2, before: 1, after: 2)]),
        new("Volume", [4, 5, 3], 3, [Axis(2, before: 1), Axis(3, 2, before: 1, after: 1), Axis(2)]),
        new("OneTap", [3, 3], 4, [Axis(1), Axis(1)]),
    ];

    private static WindowAxis Axis(int kernel, int stride = 1, int dilation = 1, int before = 0, int after = 0) =>
        new(kernel, stride, dilation, before, after);

    private static GraphCase Forward(PoolKind kind, Window w) =>
        new($"{kind}_{w.Name}", g => g.Pool(kind, g.Input("x", w.Input), w.Geometry)) { Batch = 2, Roundings = 32 };

    private static GraphCase Gradient(PoolKind kind, Window w) => new($"{kind}Gradient_{w.Name}",
        g => g.PoolGradient(kind, g.Max(g.Input("x", w.Input), 0), g.Input("dy", w.Output), w.Geometry)) { Batch = 2, Roundings = 32 };

    private sealed record Window(string Name, int[] Size, int Channels, WindowAxis[] Axes)
    {
        public ConvGeometry Geometry => new(Axes);

        public Shape Input => new([Dim.N, .. Size.Select(s => (Dim)s), Channels]);

        public Shape Output => new([Dim.N, .. Geometry.Output(Input), Channels]);
    }
}
