using System.Globalization;
using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Kernels;
using DeepDsl.Compiler.Kernels.Gpu;

namespace DeepDsl.Compiler.Tests;

public sealed class ProductTileTests
{
    /// <summary>
    /// What is chosen against the best of what was measured: all tiles, in several parts, on an NVIDIA H200 by `tiles` of benchmarks/gpu.
    /// </summary>
    [Fact]
    public void Chosen_tiles_are_near_the_fastest_that_a_card_knows()
    {
        List<double> lost = [];
        foreach (IGrouping<(string, int, int, int), TileTime> product in TileTime.OnH200.GroupBy(t => (t.Product, t.Rows, t.Columns, t.Depth)))
        {
            TileTime any = product.First();
            (ProductTile tile, IndexExpr parts) = ProductTile.WithParts(any.Rows, any.Columns, any.Depth, 1);
            // Powers of two were timed.
            TileTime[] possible = [.. product.Where(t => t.Parts <= 16)];
            TileTime chosen = possible.Where(t => (t.Threads, t.Tile) == (tile.ThreadsType, tile.RegistersType) && t.Parts <= ((ConstantIndex)parts).Value)
                .MaxBy(t => t.Parts)!;
            lost.Add(chosen.Microseconds / possible.Min(t => t.Microseconds));
            Assert.True(lost[^1] < 1.4, $"{product.Key}: {chosen}, of {parts}, where the best is {possible.MinBy(t => t.Microseconds)}");
        }

        Assert.InRange(lost.Average(), 1, 1.1);
    }

    /// <summary>How many groups share a depth follows from the tiles that a batch has: few tiles are cut, many are not.</summary>
    [Theory]
    [InlineData("84", "10", "N", 1024, 16), InlineData("84", "10", "N", 64, 2), InlineData("4096", "4096", "N", 1024, 1)]
    [InlineData("N", "256", "4096", 64, 16), InlineData("N", "256", "4096", 100_000, 1), InlineData("N", "256", "40", 1, 1)]
    public void Groups_that_share_a_depth_are_as_many_as_a_batch_wants(string rows, string columns, string depth, int n, int parts)
    {
        Dim Size(string text) => text == "N" ? Dim.N : int.Parse(text, CultureInfo.InvariantCulture);

        IndexExpr found = ProductTile.WithParts(Size(rows), Size(columns), Size(depth), 1).Parts;

        Assert.Equal(parts, Value(found, n));
    }

    private static long Value(IndexExpr expression, int n) => expression switch
    {
        ConstantIndex c => c.Value,
        SymbolIndex { Symbol: "N" } => n,
        BinaryIndex { Op: IndexOp.Add } b => Value(b.Left, n) + Value(b.Right, n),
        BinaryIndex { Op: IndexOp.Multiply } b => Value(b.Left, n) * Value(b.Right, n),
        BinaryIndex { Op: IndexOp.Divide } b => Value(b.Left, n) / Value(b.Right, n),
        BinaryIndex { Op: IndexOp.Min } b => Math.Min(Value(b.Left, n), Value(b.Right, n)),
        BinaryIndex { Op: IndexOp.Max } b => Math.Max(Value(b.Left, n), Value(b.Right, n)),
        _ => throw new InvalidOperationException($"No value for {expression}."),
    };

    [Theory]
    [InlineData(65536, 16, 144)]
    [InlineData(50176, 6, 25)]
    public void Convolution_of_few_channels_has_a_narrow_tile(int rows, int columns, int depth) =>
        Assert.Equal(16, ProductTile.For(rows, columns, depth, 1).Columns);

    /// <summary>Of 132 multiprocessors as many work as there are groups, up to the point where adding up costs more.</summary>
    [Theory]
    [InlineData(144, 16, 65536)]
    [InlineData(576, 64, 4096)]
    [InlineData(1152, 128, 16384)]
    public void Gradient_of_weights_fills_a_card(int rows, int columns, int depth)
    {
        int parts = ProductTile.PartsOfDepth(rows, columns, depth, 1);
        ProductTile tile = ProductTile.For(rows, columns, depth / parts, parts);
        int tiles = (rows + tile.Rows - 1) / tile.Rows * ((columns + tile.Columns - 1) / tile.Columns);

        Assert.InRange(tiles * parts, 132, 132 * 12);
    }

    [Fact]
    public void Gradient_of_many_weights_is_made_at_once() => Assert.Equal(1, ProductTile.PartsOfDepth(4608, 4096, 1024, 1));
}
