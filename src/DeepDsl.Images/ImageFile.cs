using System.Globalization;
using SkiaSharp;

namespace DeepDsl.Images;

/// <summary>Reads one image: PNG, JPEG, WebP, BMP, or the first of a GIF.</summary>
public static class ImageFile
{
    /// <summary>Reads an image, brings it to a size and scales its values to 0..1.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">The form.</param>
    /// <returns><c>[Height, Width, Channels]</c>.</returns>
    /// <exception cref="InvalidDataException">The file is no image, is damaged, or has more pixels than allowed.</exception>
    public static float[] Read(string path, ImageOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        float[] image = new float[options.Values];
        Read(path, options, image);
        return image;
    }

    /// <summary>The same of an image that lies in memory, such as the body of a request.</summary>
    /// <param name="bytes">The file's content.</param>
    /// <param name="options">The form.</param>
    /// <returns><c>[Height, Width, Channels]</c>.</returns>
    /// <exception cref="InvalidDataException">It is no image, is damaged, or has more pixels than allowed.</exception>
    public static float[] Read(ReadOnlySpan<byte> bytes, ImageOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        float[] image = new float[options.Values];
        Read("The content", bytes, options, image);
        return image;
    }

    internal static void Read(string path, ImageOptions options, Span<float> image) => Read(path, File.ReadAllBytes(path), options, image);

    private static void Read(string path, ReadOnlySpan<byte> bytes, ImageOptions options, Span<float> image)
    {
        using SKData data = SKData.CreateCopy(bytes);
        // Without a codec there is nothing to dispose of; the library says why in no other way.
        using SKCodec codec = SKCodec.Create(data)
            ?? throw new InvalidDataException($"{path} is no image that can be read, or is damaged: PNG, JPEG, WebP, BMP and GIF can. Save it as one.");
        PixelGrid pixels = Decode(path, codec, options.MaxPixels);
        PixelGrid upright = options.Upright ? Orientation.Apply(pixels, codec.EncodedOrigin) : pixels;
        Resampling.Fit(upright, options, image);
    }

    private static PixelGrid Decode(string path, SKCodec codec, int maxPixels)
    {
        (int width, int height) = (codec.Info.Width, codec.Info.Height);
        if ((long)width * height > maxPixels)
        {
            throw new InvalidDataException(string.Create(
                CultureInfo.InvariantCulture,
                $"{path} has {width:N0} by {height:N0} pixels, more than the {maxPixels:N0} of ImageOptions.MaxPixels; set that higher, or make the image smaller."));
        }
        // As its file has the colours, whatever space they are in.
        SKImageInfo info = new(width, height, SKColorType.Rgba8888, SKAlphaType.Unpremul);
        byte[] bytes = new byte[info.BytesSize];
        SKCodecResult result = codec.GetPixels(info, bytes);
        return result == SKCodecResult.Success
            ? new PixelGrid(width, height, bytes)
            : throw new InvalidDataException(
                $"{path} is a damaged image ({(result == SKCodecResult.IncompleteInput ? "it ends too early" : result)}). Take it away, or copy it again.");
    }
}
