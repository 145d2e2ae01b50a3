namespace DeepDsl;

/// <summary>Places that lie apart: of as many equal parts of each side as there are places, each part has one.</summary>
internal static class LatinHypercube
{
    public static double[][] Draw(int count, int dimensions, ref SearchRandom random)
    {
        double[][] places = [.. Enumerable.Range(0, count).Select(_ => new double[dimensions])];
        int[] parts = [.. Enumerable.Range(0, count)];
        for (int d = 0; d < dimensions; d++)
        {
            for (int i = count - 1; i > 0; i--)
            {
                int j = random.Below(i + 1);
                (parts[i], parts[j]) = (parts[j], parts[i]);
            }
            for (int i = 0; i < count; i++)
            {
                places[i][d] = (parts[i] + random.Uniform()) / count;
            }
        }
        return places;
    }
}
