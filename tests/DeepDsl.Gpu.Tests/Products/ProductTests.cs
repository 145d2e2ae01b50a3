using System.Reflection;
using DeepDsl.CompilerServices;
using ILGPU;

namespace DeepDsl.Gpu.Tests;

/// <summary>Every tile that a product may be computed by, whatever way its operands lie, on sizes that do and do not fit it.</summary>
public sealed class ProductTests(GpuDevices devices) : GpuTest(devices)
{
    private static readonly (Type Threads, Type Tile)[] Tiles =
    [
        (typeof(Threads16x16), typeof(Tile8x8)), (typeof(Threads16x16), typeof(Tile8x4)), (typeof(Threads16x16), typeof(Tile4x4)),
        (typeof(Threads32x8), typeof(Tile8x4)), (typeof(Threads32x4), typeof(Tile8x4)), (typeof(Threads32x4), typeof(Tile4x4)),
        (typeof(Threads8x8), typeof(Tile8x8)), (typeof(Threads8x8), typeof(Tile8x4)), (typeof(Threads8x8), typeof(Tile4x4)),
    ];

    private static readonly Type[] Layouts = [typeof(LinesAdjoin), typeof(DepthAdjoins)];

    /// <summary>Rows, columns, depth: odd ones are copied one by one, multiples of four in units of 16 bytes.</summary>
    private static readonly (int Rows, int Columns, int Depth)[] Sizes = [(37, 35, 19), (40, 36, 24)];

    public static TheoryData<int, int, int, int> Cases
    {
        get
        {
            TheoryData<int, int, int, int> cases = [];
            for (int i = 0; i < Tiles.Length * Layouts.Length * Layouts.Length * Sizes.Length; i++)
            {
                int rest = i / Tiles.Length;
                cases.Add(i % Tiles.Length, rest % Layouts.Length, rest / Layouts.Length % Layouts.Length, rest / Layouts.Length / Layouts.Length);
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Product_IsTheSumOfProducts(int tile, int layoutA, int layoutB, int size) => Check(GpuDevices.CardOrSmallGroup, tile, layoutA, layoutB, size);

    [Theory, Trait("Category", "Sweep")]
    [MemberData(nameof(Cases))]
    public void Product_OfLargeGroups_IsTheSumOfProducts(int tile, int layoutA, int layoutB, int size) =>
        Check(GpuDevices.LargeGroup, tile, layoutA, layoutB, size);

    /// <summary>In the emulation a group computes a smaller tile than on a card; the sums are the same.</summary>
    [Fact]
    public void Product_HasTheSameBitsWhateverTheTile()
    {
        float[] expected = Run(Open(), 0, 0, 0, Sizes[0]);

        Assert.All(Enumerable.Range(1, Tiles.Length - 1), tile => Assert.Equal(expected, Run(Open(), tile, 1, 0, Sizes[0])));
    }

    /// <summary>Twice, since the counters of groups must be zero again for the next product.</summary>
    [Theory]
    [InlineData(16), InlineData(256)]
    public void Product_InParts_IsTheSumOfTheParts(int groupSize)
    {
        var device = Open(groupSize);
        const int rows = 20, columns = 24, depth = 50;
        float[] lines = Random(rows * depth, 1);
        float[] others = Random(columns * depth, 2);
        using var a = Upload(device, lines);
        using var b = Upload(device, others);
        using var c = new GpuBuffer(device, rows * columns);
        var tiles = TileGrid.Of<Threads8x8, Tile4x4>(device, rows, columns, 1);
        for (int i = 0; i < 2; i++)
        {
            device.Launch(
                KernelOfParts, TileGrid.Of<Threads8x8, Tile4x4>(device, rows, columns, 3).Config, device.Parts.Kept(3 * tiles.Floats),
                device.Parts.Arrived(tiles.Groups), a.View, b.View, c.View, rows, columns, depth);
        }

        double[] expected = [.. Enumerable.Range(0, rows * columns).Select(i =>
            Enumerable.Range(0, depth).Sum(k => (double)lines[i / columns * depth + k] * others[i % columns * depth + k]))];
        AssertClose(expected, Download(c), depth, depth);
    }

    private static void KernelOfParts(
        ArrayView<float> kept, ArrayView<int> arrived, ArrayView<float> a, ArrayView<float> b, ArrayView<float> c, int rows, int columns, int depth)
    {
        int from = Grid.IdxZ * 32;
        Product.Run<Threads8x8, Tile4x4, DepthAdjoins, DepthAdjoins, MatrixOperand, MatrixOperand, ProductTarget<AsIs>>(
            new(a, 0, rows, depth, depth, 1, false), new(b, 0, columns, depth, depth, 1, false),
            new(c, 0, rows, columns, columns, false, default), from, from + 32, new ProductParts(kept, arrived, 3));
    }

    private void Check(int groupSize, int tile, int layoutA, int layoutB, int size)
    {
        var (rows, columns, depth) = Sizes[size];
        float[] a = Random(rows * depth, 1);
        float[] b = Random(columns * depth, 2);
        var expected = new double[rows * columns];
        for (int i = 0; i < expected.Length; i++)
        {
            expected[i] = Enumerable.Range(0, depth).Sum(k => (double)a[i / columns * depth + k] * b[i % columns * depth + k]);
        }

        AssertClose(expected, Run(Open(groupSize), tile, layoutA, layoutB, Sizes[size]), depth, depth);
    }

    private static float[] Run(GpuDevice device, int tile, int layoutA, int layoutB, (int Rows, int Columns, int Depth) size)
    {
        using var a = Upload(device, Laid(Random(size.Rows * size.Depth, 1), size.Rows, size.Depth, layoutA));
        using var b = Upload(device, Laid(Random(size.Columns * size.Depth, 2), size.Columns, size.Depth, layoutB));
        using var c = new GpuBuffer(device, size.Rows * size.Columns);
        typeof(ProductTests).GetMethod(nameof(Launch), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(Tiles[tile].Threads, Tiles[tile].Tile, Layouts[layoutA], Layouts[layoutB])
            .Invoke(null, [device, a, b, c, size.Rows, size.Columns, size.Depth]);
        return Download(c);
    }

    /// <summary>Lines one after another, or turned.</summary>
    private static float[] Laid(float[] lines, int count, int depth, int layout) => Layouts[layout] == typeof(DepthAdjoins)
        ? lines
        : [.. Enumerable.Range(0, lines.Length).Select(i => lines[i % count * depth + i / count])];

    private static void Launch<TThreads, TTile, TA, TB>(GpuDevice device, GpuBuffer a, GpuBuffer b, GpuBuffer c, int rows, int columns, int depth)
        where TThreads : struct, IProductThreads
        where TTile : struct, ITile<TTile>
        where TA : struct, ISliceLayout
        where TB : struct, ISliceLayout =>
        device.Launch(Kernel<TThreads, TTile, TA, TB>, TileGrid.Of<TThreads, TTile>(device, rows, columns, 1).Config, a.View, b.View, c.View, rows, columns, depth);

    private static void Kernel<TThreads, TTile, TA, TB>(
        ArrayView<float> a, ArrayView<float> b, ArrayView<float> c, int rows, int columns, int depth)
        where TThreads : struct, IProductThreads
        where TTile : struct, ITile<TTile>
        where TA : struct, ISliceLayout
        where TB : struct, ISliceLayout
    {
        bool quads = rows % 4 == 0 && columns % 4 == 0 && depth % 4 == 0;
        Product.Run<TThreads, TTile, TA, TB, MatrixOperand, MatrixOperand, ProductTarget<AsIs>>(
            new(a, 0, rows, depth, TA.LinesAdjoin ? 1 : depth, TA.LinesAdjoin ? rows : 1, quads),
            new(b, 0, columns, depth, TB.LinesAdjoin ? 1 : depth, TB.LinesAdjoin ? columns : 1, quads),
            new(c, 0, rows, columns, columns, quads, default), 0, depth, default);
    }
}
