namespace DeepDsl;

/// <summary>Where a pixel of the result is read, both measured from the middle of the image: <c>[y, x] = M [y, x] + shift</c>.</summary>
internal readonly record struct AffineMap(double YY, double YX, double Y, double XY, double XX, double X)
{
    public static AffineMap Identity => new(1, 0, 0, 0, 1, 0);

    /// <summary>Reads by this what <paramref name="inner"/> of it asks for: the image changed by this first, then by the other.</summary>
    public AffineMap Of(in AffineMap inner) => new(
        (YY * inner.YY) + (YX * inner.XY),
        (YY * inner.YX) + (YX * inner.XX),
        (YY * inner.Y) + (YX * inner.X) + Y,
        (XY * inner.YY) + (XX * inner.XY),
        (XY * inner.YX) + (XX * inner.XX),
        (XY * inner.Y) + (XX * inner.X) + X);
}

/// <summary>Reads an image through an affine map, between pixels bilinearly.</summary>
internal static class AffineSampling
{
    /// <summary>Nothing is read further out than so many images, which keeps whole numbers whole.</summary>
    private const double Far = 1e6;

    public static void Sample(
        ReadOnlySpan<float> source, Span<float> target, int height, int width, int channels, in AffineMap map, PadMode border, float fill)
    {
        double middleY = (height - 1) / 2.0;
        double middleX = (width - 1) / 2.0;
        int at = 0;
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                double fromY = Math.Clamp((map.YY * (y - middleY)) + (map.YX * (x - middleX)) + map.Y + middleY, -Far, Far);
                double fromX = Math.Clamp((map.XY * (y - middleY)) + (map.XX * (x - middleX)) + map.X + middleX, -Far, Far);
                double lowY = Math.Floor(fromY);
                double lowX = Math.Floor(fromX);
                float downY = (float)(fromY - lowY);
                float downX = (float)(fromX - lowX);
                int y0 = (int)lowY;
                int x0 = (int)lowX;
                if (y0 >= 0 && x0 >= 0 && y0 < height - 1 && x0 < width - 1)
                {
                    int corner = ((y0 * width) + x0) * channels;
                    int below = corner + (width * channels);
                    for (int c = 0; c < channels; c++, at++)
                    {
                        float top = source[corner + c] + (downX * (source[corner + channels + c] - source[corner + c]));
                        float bottom = source[below + c] + (downX * (source[below + channels + c] - source[below + c]));
                        target[at] = top + (downY * (bottom - top));
                    }
                    continue;
                }
                int row0 = Border(y0, height, border);
                int row1 = Border(y0 + 1, height, border);
                int column0 = Border(x0, width, border);
                int column1 = Border(x0 + 1, width, border);
                for (int c = 0; c < channels; c++, at++)
                {
                    float top = Mixed(Value(source, row0, column0, c), Value(source, row0, column1, c), downX);
                    float bottom = Mixed(Value(source, row1, column0, c), Value(source, row1, column1, c), downX);
                    target[at] = Mixed(top, bottom, downY);
                }
            }
        }

        float Value(ReadOnlySpan<float> values, int row, int column, int channel) =>
            row < 0 || column < 0 ? fill : values[(((row * width) + column) * channels) + channel];
    }

    /// <summary>The place inside that a place outside stands for; -1 for none.</summary>
    public static int Border(int place, int size, PadMode border)
    {
        if ((uint)place < (uint)size)
        {
            return place;
        }
        switch (border)
        {
            case PadMode.Constant:
                return -1;
            case PadMode.Replicate:
                return Math.Clamp(place, 0, size - 1);
            default:
                int period = Math.Max(2 * (size - 1), 1);
                int inside = ((place % period) + period) % period;
                return Math.Min(inside, period - inside) % size;
        }
    }

    private static float Mixed(float a, float b, float share) => a + (share * (b - a));
}
