namespace DeepDsl.Images;

/// <summary>
/// Brings images to a size by a triangle: a pixel is the mean of those of the image that lie under it, the nearer the more, over two pixels
/// of the smaller of both grids. Enlarging, that is bilinear; reducing, nothing is left out, as in Pillow and torchvision with antialias.
/// </summary>
internal static class Resampling
{
    /// <summary>Part of an image along one side, in its pixels.</summary>
    private readonly record struct Part(double Start, double Length);

    /// <summary>The pixels of a side that a new one is the mean of, from <paramref name="First"/> on, with their shares.</summary>
    private readonly record struct Mean(int First, float[] Shares);

    public static void Fit(PixelGrid image, ImageOptions options, Span<float> target)
    {
        (int width, int height) = (options.Width, options.Height);
        (Part across, Part down) = (new Part(0, image.Width), new Part(0, image.Height));
        double wide = (double)image.Width * options.Height;
        double high = (double)image.Height * options.Width;
        if (options.Fit == ImageFit.Crop)
        {
            across = wide > high ? Middle(image.Width, high / options.Height) : across;
            down = high > wide ? Middle(image.Height, wide / options.Width) : down;
        }
        else if (options.Fit == ImageFit.Pad)
        {
            width = high > wide ? Math.Max(1, (int)Math.Round(wide / image.Height)) : width;
            height = wide > high ? Math.Max(1, (int)Math.Round(high / image.Width)) : height;
        }
        float[] values = Down(Across(image, options, Means(across, width, image.Width)), Means(down, height, image.Height), width * options.Channels);
        Place(values, width, height, options, target);
    }

    private static Part Middle(int side, double kept) => new((side - kept) / 2, kept);

    private static Mean[] Means(Part part, int count, int side)
    {
        double scale = part.Length / count;
        double reach = Math.Max(scale, 1);
        Mean[] means = new Mean[count];
        for (int i = 0; i < count; i++)
        {
            double centre = part.Start + ((i + 0.5) * scale);
            int first = Math.Max(0, (int)(centre - reach + 0.5));
            int end = Math.Min(side, (int)(centre + reach + 0.5));
            double[] shares = new double[end - first];
            for (int k = 0; k < shares.Length; k++)
            {
                shares[k] = Math.Max(0, 1 - Math.Abs((first + k + 0.5 - centre) / reach));
            }
            double sum = shares.Sum();
            means[i] = new Mean(first, Array.ConvertAll(shares, s => (float)(s / sum)));
        }
        return means;
    }

    /// <summary>Each row at its new width, in the channels that are read, over the ground.</summary>
    private static float[] Across(PixelGrid image, ImageOptions options, Mean[] means)
    {
        int channels = options.Channels;
        float[] values = new float[image.Height * means.Length * channels];
        float[] row = new float[image.Width * channels];
        for (int y = 0; y < image.Height; y++)
        {
            ReadRow(image.Bytes.AsSpan(y * image.Width * 4, image.Width * 4), options, row);
            int at = y * means.Length * channels;
            foreach (Mean mean in means)
            {
                for (int c = 0; c < channels; c++)
                {
                    float sum = 0;
                    for (int k = 0; k < mean.Shares.Length; k++)
                    {
                        sum += mean.Shares[k] * row[((mean.First + k) * channels) + c];
                    }
                    values[at++] = sum;
                }
            }
        }
        return values;
    }

    private static void ReadRow(ReadOnlySpan<byte> bytes, ImageOptions options, Span<float> row)
    {
        for (int x = 0; x < bytes.Length / 4; x++)
        {
            float opacity = bytes[(4 * x) + 3] / 255f;
            float ground = (1 - opacity) * options.Ground;
            float red = (bytes[4 * x] / 255f * opacity) + ground;
            float green = (bytes[(4 * x) + 1] / 255f * opacity) + ground;
            float blue = (bytes[(4 * x) + 2] / 255f * opacity) + ground;
            if (options.Channels == 1)
            {
                row[x] = (0.299f * red) + (0.587f * green) + (0.114f * blue);
                continue;
            }
            row[3 * x] = red;
            row[(3 * x) + 1] = green;
            row[(3 * x) + 2] = blue;
        }
    }

    private static float[] Down(float[] rows, Mean[] means, int width)
    {
        float[] values = new float[means.Length * width];
        for (int y = 0; y < means.Length; y++)
        {
            Span<float> target = values.AsSpan(y * width, width);
            for (int k = 0; k < means[y].Shares.Length; k++)
            {
                ReadOnlySpan<float> row = rows.AsSpan((means[y].First + k) * width, width);
                System.Numerics.Tensors.TensorPrimitives.MultiplyAdd(row, means[y].Shares[k], target, target);
            }
        }
        return values;
    }

    private static void Place(ReadOnlySpan<float> values, int width, int height, ImageOptions options, Span<float> target)
    {
        target.Fill(options.Ground);
        int row = width * options.Channels;
        int left = (int)Math.Round((options.Width - width) * 0.5) * options.Channels;
        int top = (int)Math.Round((options.Height - height) * 0.5);
        for (int y = 0; y < height; y++)
        {
            values.Slice(y * row, row).CopyTo(target[(((top + y) * options.Width * options.Channels) + left)..]);
        }
    }
}
