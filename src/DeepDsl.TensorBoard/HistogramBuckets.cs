namespace DeepDsl;

/// <summary>Values counted between bounds that grow by a tenth each, as TensorBoard's own library does.</summary>
internal static class HistogramBuckets
{
    private const double Least = 1e-12;
    private const double Most = 1e20;
    private const double Growth = 1.1;

    private static readonly double[] s_bounds = Bounds();

    /// <summary>
    /// The message of a histogram. Values that are no finite numbers are left out, since a board shows nothing of one with them.
    /// </summary>
    public static ProtoMessage Of(ReadOnlySpan<float> values)
    {
        double[] counts = new double[s_bounds.Length];
        (double least, double most, double sum, double squares, long number) = (double.MaxValue, double.MinValue, 0, 0, 0);
        foreach (float value in values)
        {
            if (float.IsFinite(value))
            {
                // The last bound is above all floats' usual range; what is above it counts there too.
                int place = Array.BinarySearch(s_bounds, value);
                counts[Math.Min(place >= 0 ? place + 1 : ~place, counts.Length - 1)]++;
                (least, most) = (Math.Min(least, value), Math.Max(most, value));
                (sum, squares, number) = (sum + value, squares + ((double)value * value), number + 1);
            }
        }
        (int first, int last) = (Array.FindIndex(counts, c => c > 0), Array.FindLastIndex(counts, c => c > 0));
        if (number == 0)
        {
            (first, last, least, most) = (0, 0, 0, 0);
        }
        // An empty one in front says where the first begins.
        first = Math.Max(0, first - 1);
        return new ProtoMessage().Add(1, least).Add(2, most).Add(3, (double)number).Add(4, sum).Add(5, squares)
            .AddPacked(6, s_bounds.AsSpan(first..(last + 1))).AddPacked(7, counts.AsSpan(first..(last + 1)));
    }

    /// <summary>The upper bounds: a bucket has what is below its bound and not below the one before.</summary>
    private static double[] Bounds()
    {
        List<double> positive = [];
        for (double bound = Least; bound < Most; bound *= Growth)
        {
            positive.Add(bound);
        }
        positive.Add(double.MaxValue);
        return [.. positive.AsEnumerable().Reverse().Select(b => -b), 0, .. positive];
    }
}
