namespace DeepDsl;

/// <summary>The nearest of some points to one of them, found by looking at all.</summary>
/// <param name="points">Numbers.</param>
/// <param name="categories">What either differs or not.</param>
/// <param name="penalty">What a category that differs adds to the square of the distance.</param>
internal sealed class NearestSamples(List<float[]> points, List<int[]> categories, double penalty)
{
    private readonly Dictionary<int, int[]> _known = [];

    /// <summary>The nearest, the very nearest first; of points as near as each other, those that stand first.</summary>
    public int[] Of(int point, int count)
    {
        if (_known.TryGetValue(point, out int[]? known) && known.Length == count)
        {
            return known;
        }
        double[] distances = new double[points.Count - 1];
        int[] others = new int[distances.Length];
        for (int i = 0; i < others.Length; i++)
        {
            others[i] = i < point ? i : i + 1;
            distances[i] = Distance(point, others[i]);
        }
        Array.Sort(others, Comparer<int>.Create((a, b) =>
        {
            int byDistance = distances[a < point ? a : a - 1].CompareTo(distances[b < point ? b : b - 1]);
            return byDistance != 0 ? byDistance : a.CompareTo(b);
        }));
        return _known[point] = others[..count];
    }

    private double Distance(int a, int b)
    {
        double sum = 0;
        for (int i = 0; i < points[a].Length; i++)
        {
            double difference = (double)points[a][i] - points[b][i];
            sum += difference * difference;
        }
        for (int i = 0; i < categories[a].Length; i++)
        {
            sum += categories[a][i] == categories[b][i] ? 0 : penalty;
        }
        return sum;
    }
}
