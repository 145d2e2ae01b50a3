namespace DeepDsl.Report;

/// <summary>Images as PNG files inside the page.</summary>
internal static class Pictures
{
    /// <summary>Dark to light in a way that every eye orders: blue, green, yellow.</summary>
    private static readonly (byte R, byte G, byte B)[] s_heat =
        [(68, 1, 84), (59, 82, 139), (33, 145, 140), (94, 201, 98), (253, 231, 37)];

    /// <param name="values">[H, W, C] from 0 to 1, C of 1 or 3.</param>
    /// <param name="width">Pixels of a row.</param>
    /// <param name="channels">C.</param>
    /// <param name="label">What it is, for those who can't see it.</param>
    public static Html Image(ReadOnlySpan<float> values, int width, int channels, string label)
    {
        byte[] pixels = new byte[values.Length];
        for (int i = 0; i < pixels.Length; i++)
        {
            pixels[i] = Level(values[i]);
        }
        return Encoded(pixels, width, channels, label);
    }

    /// <summary>Values from 0 to 1 in colours, over an image in gray where there is one.</summary>
    /// <param name="heat">[H, W].</param>
    /// <param name="width">Pixels of a row.</param>
    /// <param name="under">[H, W], or empty.</param>
    /// <param name="label">What it is, for those who can't see it.</param>
    public static Html Heat(ReadOnlySpan<float> heat, int width, ReadOnlySpan<float> under, string label)
    {
        byte[] pixels = new byte[3 * heat.Length];
        for (int i = 0; i < heat.Length; i++)
        {
            float place = Math.Clamp(float.IsNaN(heat[i]) ? 0 : heat[i], 0, 1) * (s_heat.Length - 1);
            int below = Math.Min((int)place, s_heat.Length - 2);
            (byte[] low, byte[] high) = (Bytes(s_heat[below]), Bytes(s_heat[below + 1]));
            for (int c = 0; c < 3; c++)
            {
                float colour = float.Lerp(low[c], high[c], place - below);
                pixels[(3 * i) + c] = (byte)Math.Round(under.IsEmpty ? colour : (0.6f * colour) + (0.4f * Level(under[i])));
            }
        }
        return Encoded(pixels, width, 3, label);
    }

    private static byte Level(float value) => (byte)Math.Round(255 * Math.Clamp(float.IsNaN(value) ? 0 : value, 0, 1));

    private static byte[] Bytes((byte R, byte G, byte B) colour) => [colour.R, colour.G, colour.B];

    private static Html Encoded(byte[] pixels, int width, int channels, string label)
    {
        using MemoryStream file = new();
        PngFile.Write(file, width, channels, pixels);
        int height = pixels.Length / (width * channels);
        string data = Convert.ToBase64String(file.ToArray());
        return Html.Of($"<img alt=\"{label}\" width=\"{width}\" height=\"{height}\" src=\"data:image/png;base64,{data}\">");
    }
}
