namespace DeepDsl.Tests.Training;

/// <summary>A data set that TinyClassifier can learn: the class is the position of the largest of the inputs but the last.</summary>
internal static class FitData
{
    public static Dataset Make(int count, int seed = 5)
    {
        Random random = new(seed);
        float[] x = new float[4 * count];
        int[] y = new int[count];
        for (int i = 0; i < count; i++)
        {
            for (int j = 0; j < 4; j++)
            {
                x[(4 * i) + j] = (float)((2 * random.NextDouble()) - 1);
            }
            y[i] = Enumerable.Range(0, 3).MaxBy(j => x[(4 * i) + j]);
        }
        return Dataset.FromArrays(x, y);
    }

    public static int[] Bits(this Network network) => [.. network.CopyValues().Select(BitConverter.SingleToInt32Bits)];
}
