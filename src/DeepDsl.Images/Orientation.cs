using System.Runtime.InteropServices;
using SkiaSharp;

namespace DeepDsl.Images;

/// <summary>Turns a photograph as its camera says that it was held.</summary>
internal static class Orientation
{
    public static PixelGrid Apply(PixelGrid image, SKEncodedOrigin origin)
    {
        if (origin == SKEncodedOrigin.TopLeft)
        {
            return image;
        }
        // From LeftTop on, what the file has as rows are columns.
        bool turned = origin >= SKEncodedOrigin.LeftTop;
        (int width, int height) = turned ? (image.Height, image.Width) : (image.Width, image.Height);
        byte[] bytes = new byte[image.Bytes.Length];
        ReadOnlySpan<uint> from = MemoryMarshal.Cast<byte, uint>(image.Bytes);
        Span<uint> to = MemoryMarshal.Cast<byte, uint>(bytes.AsSpan());
        bool fromRight = origin is SKEncodedOrigin.TopRight or SKEncodedOrigin.BottomRight or SKEncodedOrigin.RightBottom or SKEncodedOrigin.LeftBottom;
        bool fromBelow = origin is SKEncodedOrigin.BottomRight or SKEncodedOrigin.BottomLeft or SKEncodedOrigin.RightTop or SKEncodedOrigin.RightBottom;
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                (int column, int row) = turned ? (y, x) : (x, y);
                column = fromRight ? image.Width - 1 - column : column;
                row = fromBelow ? image.Height - 1 - row : row;
                to[(y * width) + x] = from[(row * image.Width) + column];
            }
        }
        return new PixelGrid(width, height, bytes);
    }
}
