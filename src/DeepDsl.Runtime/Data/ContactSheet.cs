using System.Globalization;

namespace DeepDsl;

/// <summary>
/// Images of one size side by side in rows, written as one PNG file: to see what a net is given or gives. Images are <c>[H, W, C]</c> in gray
/// (C = 1) or colours (C = 3), 0 for black and 1 for white; what lies beyond is cut off, and what is no number is black.
/// </summary>
public sealed class ContactSheet
{
    private const int Gap = 2;
    private const byte Ground = 255;
    private const int MostBytes = 1 << 28;

    private readonly int _height;
    private readonly int _width;
    private readonly int _channels;
    private readonly List<float[]> _images = [];

    /// <param name="height">Pixels of an image from top to bottom.</param>
    /// <param name="width">Pixels of its rows.</param>
    /// <param name="channels">1 for gray, 3 for red, green and blue.</param>
    public ContactSheet(int height, int width, int channels = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        if (channels is not 1 and not 3)
        {
            throw new ArgumentOutOfRangeException(nameof(channels), $"A picture has 1 channel, of gray, or 3, of colours; found {channels}.");
        }
        (_height, _width, _channels) = (height, width, channels);
    }

    /// <summary>Images in a row.</summary>
    public int Columns { get; init; } = 10;

    /// <summary>Pixels of the file, in height and width, for each of an image.</summary>
    public int Zoom { get; init; } = 1;

    /// <summary>Images so far.</summary>
    public int Count => _images.Count;

    /// <summary>
    /// Writes the first images of a data set in one call. With
    /// <paramref name="augment"/> they are what a fit would see of them in its first epoch.
    /// </summary>
    /// <param name="path">The file, over an old one.</param>
    /// <param name="data">Its first input holds images.</param>
    /// <param name="height">Pixels of an image from top to bottom.</param>
    /// <param name="width">Pixels of its rows.</param>
    /// <param name="channels">1 for gray, 3 for red, green and blue.</param>
    /// <param name="rows">Rows of images.</param>
    /// <param name="columns">Images in a row.</param>
    /// <param name="zoom">Pixels of the file, in height and width, for each of an image.</param>
    /// <param name="augment">Changes, as in <see cref="FitOptions.Augment"/>; those that mix samples or make labels are left to fits.</param>
    /// <param name="seed">Of the changes.</param>
    public static void Write(
        string path, Dataset data, int height, int width, int channels = 1, int rows = 8, int columns = 8, int zoom = 1,
        IReadOnlyList<Augmentation>? augment = null, int seed = 0)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 1);
        ContactSheet sheet = new(height, width, channels) { Columns = columns, Zoom = zoom };
        if (data.Inputs[0].IsInt || data.Inputs[0].Width != height * width * channels)
        {
            throw new ArgumentException(
                $"Images [{height}, {width}, {channels}] were asked for, but '{data.Inputs[0].Name}' of the data set has {data.Inputs[0].Width} "
                + $"{(data.Inputs[0].IsInt ? "ints" : "floats")} a sample.", nameof(data));
        }
        List<Augmentation> changes = AffineAugmentation.Merged(augment ?? []);
        int[] shape = [height, width, channels];
        for (int sample = 0; sample < Math.Min(data.Count, rows * columns); sample++)
        {
            float[] image = data.Input(sample).ToArray();
            AugmentRandom random = new(seed, epoch: 0, sample);
            foreach (Augmentation change in changes)
            {
                change.Apply(image, shape, ref random);
            }
            sheet.Add(image);
        }
        sheet.Write(path);
    }

    /// <summary>Adds images one after another.</summary>
    /// <param name="images">One or several, <c>[N, H, W, C]</c>.</param>
    public void Add(ReadOnlySpan<float> images)
    {
        int size = _height * _width * _channels;
        if (images.Length % size != 0)
        {
            throw new ArgumentException(
                $"{images.Length} values were given, which is no multiple of the {size} of an image [{_height}, {_width}, {_channels}].", nameof(images));
        }
        for (int start = 0; start < images.Length; start += size)
        {
            _images.Add(images.Slice(start, size).ToArray());
        }
    }

    /// <summary>Writes all images as a PNG file, over an old one.</summary>
    public void Write(string path)
    {
        if (Count == 0 || Columns < 1 || Zoom < 1)
        {
            throw new InvalidOperationException($"A sheet needs images, columns and a zoom from 1 on; found {Count}, {Columns} and {Zoom}.");
        }
        int columns = Math.Min(Columns, Count);
        long place = ((long)_width * Zoom) + Gap;
        long width = (columns * place) + Gap;
        long height = ((Count + columns - 1) / columns * (((long)_height * Zoom) + Gap)) + Gap;
        if (width * height * _channels > MostBytes)
        {
            throw new InvalidOperationException(string.Create(
                CultureInfo.InvariantCulture,
                $"A sheet of {width:N0} by {height:N0} pixels is more than can be looked at; take fewer of the {Count:N0} images, or a smaller zoom."));
        }
        byte[] sheet = new byte[width * height * _channels];
        Array.Fill(sheet, Ground);
        int row = (int)width * _channels;
        for (int i = 0; i < _images.Count; i++)
        {
            int top = (i / columns * ((_height * Zoom) + Gap)) + Gap;
            int left = (int)(i % columns * place) + Gap;
            Draw(_images[i], sheet.AsSpan((top * row) + (left * _channels)), row);
        }
        PngFile.Write(path, (int)width, _channels, sheet);
    }

    private void Draw(float[] image, Span<byte> sheet, int row)
    {
        for (int y = 0; y < _height * Zoom; y++)
        {
            for (int x = 0; x < _width * Zoom; x++)
            {
                int pixel = ((y / Zoom * _width) + (x / Zoom)) * _channels;
                for (int c = 0; c < _channels; c++)
                {
                    float value = image[pixel + c];
                    sheet[(y * row) + (x * _channels) + c] = (byte)Math.Round(255 * (float.IsNaN(value) ? 0 : Math.Clamp(value, 0, 1)));
                }
            }
        }
    }
}
