using System.Globalization;
using System.IO.Compression;

namespace DeepDsl.Conformance.Tests.Parity;

/// <summary>The first of the 8x8 digits, each pixel repeated to 3x3 and the picture centred; channels differ by their gain.</summary>
internal static class DigitImages
{
    private const int Side = 8;
    private const int Factor = 3;

    public static (float[] Pixels, int[] Labels) Read(int count, int size, float[] gains)
    {
        float[] pixels = new float[count * size * size * gains.Length];
        int[] labels = new int[count];
        using StreamReader reader = new(new GZipStream(
            File.OpenRead(Path.Combine(AppContext.BaseDirectory, "reference", "digits.csv.gz")), CompressionMode.Decompress));
        for (int n = 0; n < count; n++)
        {
            int[] row = [.. reader.ReadLine()!.Split(',').Select(v => int.Parse(v, CultureInfo.InvariantCulture))];
            Draw(row, pixels.AsSpan(n * size * size * gains.Length, size * size * gains.Length), size, gains);
            labels[n] = row[Side * Side];
        }

        return (pixels, labels);
    }

    private static void Draw(int[] row, Span<float> image, int size, float[] gains)
    {
        int margin = (size - (Factor * Side)) / 2;
        for (int y = 0; y < Factor * Side; y++)
        {
            for (int x = 0; x < Factor * Side; x++)
            {
                float pixel = row[(y / Factor * Side) + (x / Factor)] / 16f;
                int at = (((y + margin) * size) + x + margin) * gains.Length;
                for (int c = 0; c < gains.Length; c++)
                {
                    image[at + c] = gains[c] * pixel;
                }
            }
        }
    }
}
