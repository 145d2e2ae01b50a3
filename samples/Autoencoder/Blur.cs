namespace Autoencoder;

/// <summary>
/// What takes noise away without having learned anything: the mean of a pixel and those around it, the nearer ones counting more.
/// </summary>
internal static class Blur
{
    private static readonly int[] s_weights = [1, 2, 1];

    /// <param name="pixels">Square images, row by row.</param>
    /// <param name="size">Height and width of an image.</param>
    public static float[] Of(float[] pixels, int size)
    {
        float[] blurred = new float[pixels.Length];
        for (int i = 0; i < pixels.Length; i++)
        {
            (int y, int x) = (i / size % size, i % size);
            float sum = 0;
            int weights = 0;
            for (int dy = Math.Max(-1, -y); dy <= Math.Min(1, size - 1 - y); dy++)
            {
                for (int dx = Math.Max(-1, -x); dx <= Math.Min(1, size - 1 - x); dx++)
                {
                    int weight = s_weights[dy + 1] * s_weights[dx + 1];
                    sum += weight * pixels[i + (dy * size) + dx];
                    weights += weight;
                }
            }

            blurred[i] = sum / weights;
        }

        return blurred;
    }
}
