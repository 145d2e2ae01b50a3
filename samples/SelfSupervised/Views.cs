namespace SelfSupervised;

/// <summary>Images as they might have been as well: turned, scaled and moved a little, and brighter or darker.</summary>
/// <param name="size">Height and width of an image.</param>
internal sealed class Views(int size, Random random)
{
    private const double MostTurned = 0.35;
    private const double MostScaled = 0.2;
    private const double MostMoved = 1.5;
    private const double MostBrightened = 0.3;

    /// <summary>A view of each image.</summary>
    public float[] Of(ReadOnlySpan<float> images)
    {
        float[] views = new float[images.Length];
        for (int at = 0; at < images.Length; at += size * size)
        {
            Draw(images.Slice(at, size * size), views.AsSpan(at, size * size));
        }

        return views;
    }

    /// <summary>Each pixel of the view is read where it comes from, between four pixels of the image.</summary>
    private void Draw(ReadOnlySpan<float> image, Span<float> view)
    {
        double scale = 1 + UpTo(MostScaled);
        (double sin, double cos) = Math.SinCos(UpTo(MostTurned));
        (double down, double right) = (UpTo(MostMoved), UpTo(MostMoved));
        float brightness = (float)(1 + UpTo(MostBrightened));
        double middle = (size - 1) / 2.0;
        for (int i = 0; i < view.Length; i++)
        {
            double y = ((i / size) - middle - down) / scale;
            double x = ((i % size) - middle - right) / scale;
            view[i] = brightness * Between(image, middle + (cos * y) - (sin * x), middle + (sin * y) + (cos * x));
        }
    }

    private double UpTo(double most) => most * ((2 * random.NextDouble()) - 1);

    private float Between(ReadOnlySpan<float> image, double y, double x)
    {
        (int top, int left) = ((int)Math.Floor(y), (int)Math.Floor(x));
        (float low, float right) = ((float)(y - top), (float)(x - left));
        float upper = ((1 - right) * Pixel(image, top, left)) + (right * Pixel(image, top, left + 1));
        float lower = ((1 - right) * Pixel(image, top + 1, left)) + (right * Pixel(image, top + 1, left + 1));
        return ((1 - low) * upper) + (low * lower);
    }

    private float Pixel(ReadOnlySpan<float> image, int y, int x) =>
        y < 0 || x < 0 || y >= size || x >= size ? 0 : image[(y * size) + x];
}
