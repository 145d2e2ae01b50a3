using System.Reflection;
using DeepDsl.CompilerServices;
using DeepDsl.Runtime.Tests.Simd;
using ILGPU;
using ILGPU.Runtime;

namespace DeepDsl.Gpu.Tests;

/// <summary>
/// Every tile that tensor cores compute, in both formats and whatever way operands lie: on the CPU by single warps of 32 threads, and in
/// groups of several; and the text for cards.
/// </summary>
public sealed class TensorProductTests(GpuDevices devices) : GpuTest(devices)
{
    private static readonly Type[] Tiles = [typeof(TensorTile8x8<>), typeof(TensorTile8x4<>), typeof(TensorTile4x4<>)];

    private static readonly Type[] Formats = [typeof(BFloat16Format), typeof(TensorFloat32Format)];

    private static readonly Type[] Layouts = [typeof(LinesAdjoinApart), typeof(DepthAdjoins)];

    /// <summary>Each tile, format and layout at least once.</summary>
    public static TheoryData<int, int, int, int> Some => new() { { 0, 0, 0, 1 }, { 1, 1, 1, 0 }, { 2, 0, 1, 1 }, { 2, 1, 0, 0 } };

    public static TheoryData<int, int, int, int> All
    {
        get
        {
            TheoryData<int, int, int, int> cases = [];
            for (int i = 0; i < Tiles.Length * Formats.Length * Layouts.Length * Layouts.Length; i++)
            {
                int rest = i / Tiles.Length / Formats.Length;
                cases.Add(i % Tiles.Length, i / Tiles.Length % Formats.Length, rest % Layouts.Length, rest / Layouts.Length);
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Some))]
    public void Product_IsThatOfRoundedOperands(int tile, int format, int layoutA, int layoutB) =>
        Check<Threads16x16>(OpenWarp(), tile, format, layoutA, layoutB, 37, 35, 19);

    [Theory, Trait("Category", "Sweep")]
    [MemberData(nameof(All))]
    public void Product_OfAnyTile_IsThatOfRoundedOperands(int tile, int format, int layoutA, int layoutB) =>
        Check<Threads16x16>(OpenWarp(), tile, format, layoutA, layoutB, 37, 35, 19);

    [Theory]
    [InlineData(32), InlineData(64), InlineData(128)]
    public void WarpReadsEachBankOnce(int lines)
    {
        Assert.Equal(GpuTensorCores.WarpSize, Banks<LinesAdjoinApart>(lines));
        Assert.Equal(GpuTensorCores.WarpSize, Banks<DepthAdjoins>(lines));
        Assert.True(Banks<LinesAdjoin>(lines) < GpuTensorCores.WarpSize); // why there is a layout of its own
    }

    /// <summary>How many of the 32 banks a warp's reads of one element each go to.</summary>
    private static int Banks<TLayout>(int lines)
        where TLayout : struct, ISliceLayout => Enumerable.Range(0, GpuTensorCores.WarpSize)
        .Select(t => TLayout.Place(lines, 16, t / WarpPlace.Across, t % WarpPlace.Across) % 32).Distinct().Count();

    /// <summary>Three parts of the depth, of which the last of a tile to finish adds up all.</summary>
    [Fact]
    public void Product_InParts_IsThatOfRoundedOperands()
    {
        const int rows = 40, columns = 20, depth = 90;
        var device = OpenWarp();
        float[] lines = Random(rows * depth, 1);
        float[] others = Random(columns * depth, 2);
        using var a = Upload(device, lines);
        using var b = Upload(device, others);
        using var c = new GpuBuffer(device, rows * columns);
        var tiles = TileGrid.Of<Threads16x16, TensorTile4x4<BFloat16Format>>(device, rows, columns, 3);
        device.Launch(
            MultiplyParts, tiles.Config, device.Parts.Kept(tiles.Floats), device.Parts.Arrived(tiles.Groups / 3), a.View, b.View, c.View,
            rows, columns, depth);

        AssertClose(Expected(lines, others, rows, columns, depth, format: 0), Download(c), depth, 1);
    }

    private static void MultiplyParts(
        ArrayView<float> kept, ArrayView<int> arrived, ArrayView<float> a, ArrayView<float> b, ArrayView<float> c, int rows, int columns, int depth)
    {
        int from = ILGPU.Grid.IdxZ * 32;
        Product.Run<Threads16x16, TensorTile4x4<BFloat16Format>, DepthAdjoins, DepthAdjoins, MatrixOperand, MatrixOperand, ProductTarget<AsIs>>(
            new(a, 0, rows, depth, depth, 1, false), new(b, 0, columns, depth, depth, 1, false),
            new(c, 0, rows, columns, columns, false, default), from, from + 32, new ProductParts(kept, arrived, 3));
    }

    /// <summary>Four warps, two down and two across.</summary>
    [Theory, Trait("Category", "Sweep")]
    [InlineData(0, 0), InlineData(2, 1)]
    public void Product_OfSeveralWarps_IsThatOfRoundedOperands(int tile, int format) =>
        Check<Threads16x8>(Open(GpuDevices.LargeGroup), tile, format, 0, 1, 70, 36, 20);

    /// <summary>Two warps side by side.</summary>
    [Theory, Trait("Category", "Sweep")]
    [InlineData(0, 1), InlineData(1, 0), InlineData(2, 0)]
    public void Product_OfTwoWarps_IsThatOfRoundedOperands(int tile, int format) =>
        Check<Threads8x8>(Open(GpuDevices.LargeGroup), tile, format, 0, 1, 70, 36, 20);

    [Theory]
    [MemberData(nameof(Some))]
    public void Kernel_MultipliesInRegisters(int tile, int format, int layoutA, int layoutB) => CheckText(tile, format, layoutA, layoutB);

    [Theory, Trait("Category", "Sweep")]
    [MemberData(nameof(All))]
    public void Kernel_OfAnyTile_MultipliesInRegisters(int tile, int format, int layoutA, int layoutB) => CheckText(tile, format, layoutA, layoutB);

    private static void CheckText(int tile, int format, int layoutA, int layoutB)
    {
        string ptx = Ptx.AssertKeepsEverythingInRegisters(Kernel<Threads16x16>(tile, format, layoutA, layoutB));
        int products = tile switch { 0 => 16, 1 => 8, _ => 4 };
        int depths = Threads16x16.Depth / (format == 0 ? 16 : 8);

        Assert.Equal(products * depths, Ptx.Count(ptx, "mma.sync"));
        Assert.Equal(0, Ptx.Count(ptx, "fma.rn.f32"));
    }

    private static void Check<TThreads>(
        GpuDevice device, int tile, int format, int layoutA, int layoutB, int rows, int columns, int depth)
        where TThreads : struct, IProductThreads
    {
        float[] lines = Random(rows * depth, 1);
        float[] others = Random(columns * depth, 2);
        using var a = Upload(device, Laid(lines, rows, depth, layoutA));
        using var b = Upload(device, Laid(others, columns, depth, layoutB));
        using var c = new GpuBuffer(device, rows * columns);
        var config = ((TileGrid)Made(nameof(Grid), typeof(TThreads), tile, format).Invoke(null, [device, rows, columns])!).Config;
        var kernel = Kernel<TThreads>(tile, format, layoutA, layoutB)
            .CreateDelegate<Action<ArrayView<float>, ArrayView<float>, ArrayView<float>, int, int, int>>();
        device.Launch(kernel, config, a.View, b.View, c.View, rows, columns, depth);

        AssertClose(Expected(lines, others, rows, columns, depth, format), Download(c), depth, 1);
    }

    private static double[] Expected(float[] lines, float[] others, int rows, int columns, int depth, int format)
    {
        double Round(float x) => BitConverter.UInt32BitsToSingle(format == 0 ? RoundingReference.BFloat16(x) : RoundingReference.TensorFloat32(x));
        return [.. Enumerable.Range(0, rows * columns).Select(i => Enumerable.Range(0, depth)
            .Sum(k => Round(lines[i / columns * depth + k]) * Round(others[i % columns * depth + k])))];
    }

    private static MethodInfo Kernel<TThreads>(int tile, int format, int layoutA, int layoutB) =>
        Made(nameof(Multiply), typeof(TThreads), tile, format, Layouts[layoutA], Layouts[layoutB]);

    private static MethodInfo Made(string method, Type threads, int tile, int format, params Type[] others) =>
        typeof(TensorProductTests).GetMethod(method, BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod([threads, Tiles[tile].MakeGenericType(Formats[format]), .. others]);

    /// <summary>Lines one after another, or turned.</summary>
    private static float[] Laid(float[] lines, int count, int depth, int layout) => Layouts[layout] == typeof(DepthAdjoins)
        ? lines
        : [.. Enumerable.Range(0, lines.Length).Select(i => lines[i % count * depth + i / count])];

    private static TileGrid Grid<TThreads, TTile>(GpuDevice device, int rows, int columns)
        where TThreads : struct, IProductThreads
        where TTile : struct, ITile<TTile> => TileGrid.Of<TThreads, TTile>(device, rows, columns, 1);

    private static void Multiply<TThreads, TTile, TA, TB>(
        ArrayView<float> a, ArrayView<float> b, ArrayView<float> c, int rows, int columns, int depth)
        where TThreads : struct, IProductThreads
        where TTile : struct, ITile<TTile>
        where TA : struct, ISliceLayout
        where TB : struct, ISliceLayout =>
        Product.Run<TThreads, TTile, TA, TB, MatrixOperand, MatrixOperand, ProductTarget<AsIs>>(
            new(a, 0, rows, depth, TA.LinesAdjoin ? 1 : depth, TA.LinesAdjoin ? rows : 1, false),
            new(b, 0, columns, depth, TB.LinesAdjoin ? 1 : depth, TB.LinesAdjoin ? columns : 1, false),
            new(c, 0, rows, columns, columns, false, default), 0, depth, default);

    private readonly struct Threads16x8 : IProductThreads
    {
        public static int Down => 16;

        public static int Across => 8;

        public static int Depth => 16;
    }
}
