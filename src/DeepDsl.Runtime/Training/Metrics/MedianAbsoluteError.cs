namespace DeepDsl;

/// <summary>
/// Median of |output - target|, per output and averaged: half of the errors are smaller, and a few huge ones don't matter. Of an even number it is
/// the mean of the middle two. It keeps every error until the reset, 8 bytes each.
/// </summary>
public sealed class MedianAbsoluteError() : RegressionMetric("median_ae")
{
    /// <summary>How many samples there are, and how many values each has.</summary>
    private const int Header = 2;

    /// <inheritdoc/>
    public override bool HigherIsBetter => false;

    /// <inheritdoc/>
    public override double Value
    {
        get
        {
            if (Count == 0)
            {
                return double.NaN;
            }
            double sum = 0;
            double[] column = new double[Count];
            for (int i = 0; i < Columns; i++)
            {
                for (int sample = 0; sample < column.Length; sample++)
                {
                    column[sample] = Sums[Header + (sample * Columns) + i];
                }
                Array.Sort(column);
                sum += (column[(column.Length - 1) / 2] + column[column.Length / 2]) / 2;
            }
            return sum / Columns;
        }
    }

    private int Count => Sums.Length == 0 ? 0 : (int)Sums[0];

    private int Columns => (int)Sums[1];

    /// <inheritdoc/>
    public override void Update(in MetricBatch batch)
    {
        CheckTargets(batch);
        int columns = batch.Scores.Length / batch.Samples;
        int used = Header + (Count * columns);
        if (used + batch.Scores.Length > Sums.Length)
        {
            double[] larger = new double[Math.Max(used + batch.Scores.Length, 2 * Sums.Length)];
            Sums.AsSpan(0, Math.Min(used, Sums.Length)).CopyTo(larger);
            Sums = larger;
        }
        Sums[0] += batch.Samples;
        Sums[1] = columns;
        for (int i = 0; i < batch.Scores.Length; i++)
        {
            Sums[used + i] = Math.Abs((double)batch.Scores[i] - batch.Targets[i]);
        }
    }

    /// <summary>There may be room for more errors.</summary>
    internal override bool CanHaveGathered(double[] sums, int values, int classes) =>
        sums.Length >= Header && AreCounts(sums, sums.Length) && double.IsInteger(sums[0])
        && (sums[0] == 0 || sums[1] == values) && sums[0] <= (sums.Length - Header) / Math.Max(1, values);
}
