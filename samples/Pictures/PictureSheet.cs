namespace Pictures;

/// <summary>Square gray images side by side in rows, for one file to look at.</summary>
/// <param name="size">Height and width of an image.</param>
/// <param name="columns">Images in a row.</param>
/// <param name="zoom">Pixels of the file, in height and width, for each of an image.</param>
internal sealed class PictureSheet(int size, int columns, int zoom)
{
    private const int Gap = 2;
    private const byte Ground = 255;

    private readonly List<float[]> _images = [];

    /// <summary>Adds images one after another.</summary>
    /// <param name="pixels">Images row by row, 0 for black and 1 for white; what lies beyond is cut off.</param>
    public void Add(ReadOnlySpan<float> pixels)
    {
        for (int start = 0; start < pixels.Length; start += size * size)
        {
            _images.Add(pixels.Slice(start, size * size).ToArray());
        }
    }

    public void Write(string path)
    {
        int place = (size * zoom) + Gap;
        int width = (columns * place) + Gap;
        byte[] sheet = new byte[width * (((_images.Count + columns - 1) / columns * place) + Gap)];
        Array.Fill(sheet, Ground);
        for (int i = 0; i < _images.Count; i++)
        {
            Draw(_images[i], sheet.AsSpan((((i / columns * place) + Gap) * width) + (i % columns * place) + Gap), width);
        }

        PngFile.Write(path, width, sheet);
    }

    private void Draw(float[] image, Span<byte> sheet, int width)
    {
        for (int y = 0; y < size * zoom; y++)
        {
            for (int x = 0; x < size * zoom; x++)
            {
                sheet[(y * width) + x] = (byte)Math.Round(255 * Math.Clamp(image[(y / zoom * size) + (x / zoom)], 0, 1));
            }
        }
    }
}
