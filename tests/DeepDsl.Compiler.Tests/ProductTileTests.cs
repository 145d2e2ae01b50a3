using DeepDsl.Compiler.Kernels.Gpu;

namespace DeepDsl.Compiler.Tests;

public sealed class ProductTileTests
{
    /// <summary>Large products, convolutions of few and many channels at a batch of 64, layers of a small network.</summary>
    [Theory]
    [InlineData(4096, 4096, 4096, "Tile8x8", 1)]
    [InlineData(16384, 128, 1152, "Tile8x8", 1)]
    [InlineData(1024, 512, 4608, "Tile8x4", 2)]
    [InlineData(65536, 64, 576, "Tile8x8", 1)]
    [InlineData(784, 128, 64, "Tile4x4", 1)]
    [InlineData(64, 10, 128, "Tile4x4", 1)]
    [InlineData(64, 128, 784, "Tile4x4", 8)]
    public void Large_products_have_large_tiles_and_few_tiles_share_their_depth(int rows, int columns, int depth, string registers, int parts)
    {
        (ProductTile tile, int found) = ProductTile.WithParts(rows, columns, depth, 1);

        Assert.Equal((registers, parts), (tile.RegistersType, found));
    }

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
