namespace DeepDsl;

/// <summary>Mean and deviation of one of the values that a sample has in a column.</summary>
internal readonly record struct ColumnScale(double Mean, double Deviation)
{
    /// <summary>Of each value of a sample, over the rows given.</summary>
    public static ColumnScale[] All(DataColumn column, ReadOnlySpan<int> rows)
    {
        double[] sums = new double[2 * column.Width];
        int count = 0;
        foreach (int row in rows)
        {
            count++;
            ReadOnlySpan<float> values = column.Floats.AsSpan(row * column.Width, column.Width);
            for (int i = 0; i < values.Length; i++)
            {
                Add(values[i], count, sums.AsSpan(2 * i, 2));
            }
        }
        ColumnScale[] scales = new ColumnScale[column.Width];
        for (int i = 0; i < scales.Length; i++)
        {
            scales[i] = new ColumnScale(sums[2 * i], Math.Sqrt(sums[(2 * i) + 1] / count));
        }
        return scales;
    }

    /// <summary>Takes a value into a mean and squared deviations from it: Welford's update, in which a large mean swallows no small deviation.</summary>
    /// <param name="value">What comes.</param>
    /// <param name="count">Of the values so far, this one among them.</param>
    /// <param name="of">The mean and the squares.</param>
    public static void Add(double value, double count, Span<double> of)
    {
        double delta = value - of[0];
        of[0] += delta / count;
        of[1] += delta * (value - of[0]);
    }
}
