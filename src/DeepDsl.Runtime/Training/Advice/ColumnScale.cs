namespace DeepDsl;

/// <summary>Mean and deviation of one of the values that a sample has in a column.</summary>
internal readonly record struct ColumnScale(double Mean, double Deviation)
{
    /// <summary>Of each value of a sample, over the rows given.</summary>
    public static ColumnScale[] All(DataColumn column, ReadOnlySpan<int> rows)
    {
        double[] means = new double[column.Width];
        double[] squares = new double[column.Width];
        int count = 0;
        foreach (int row in rows)
        {
            count++;
            ReadOnlySpan<float> values = column.Floats.AsSpan(row * column.Width, column.Width);
            for (int i = 0; i < values.Length; i++)
            {
                // Welford's, which loses nothing where means are large.
                double before = values[i] - means[i];
                means[i] += before / count;
                squares[i] += before * (values[i] - means[i]);
            }
        }
        return [.. means.Zip(squares, (mean, square) => new ColumnScale(mean, Math.Sqrt(square / count)))];
    }
}
