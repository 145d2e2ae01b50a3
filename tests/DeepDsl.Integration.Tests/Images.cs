namespace DeepDsl.Integration.Tests;

/// <summary>Images of 28 x 28 with noise and a bright bar whose row tells the class: easy, but not without learning.</summary>
internal static class Images
{
    public static (float[] Pixels, int[] Labels) Make(int count, int seed = 1)
    {
        Random random = new(seed);
        float[] pixels = new float[count * 784];
        int[] labels = new int[count];
        for (int i = 0; i < count; i++)
        {
            Span<float> image = pixels.AsSpan(784 * i, 784);
            foreach (ref float pixel in image)
            {
                pixel = 0.3f * random.NextSingle();
            }

            labels[i] = random.Next(10);
            image.Slice(28 * (4 + (2 * labels[i])), 28).Fill(0.8f);
        }

        return (pixels, labels);
    }
}
