namespace Pictures;

/// <summary>Random numbers of mean 0 and deviation 1, after Box and Muller (1958).</summary>
internal static class NormalNumbers
{
    public static float[] Draw(Random random, int count)
    {
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++)
        {
            numbers[i] = (float)(Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));
        }

        return numbers;
    }
}
