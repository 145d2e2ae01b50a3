namespace DeepDsl;

/// <summary>
/// Part of the samples of which all is right: every yes-no output of a row, every step of a sequence. Steps with an ignored label don't count, nor
/// do samples of which every step has one. By labels or steps one by one go <see cref="HammingLoss"/> and <see cref="Accuracy"/>.
/// </summary>
public sealed class ExactMatch() : Metric("exact_match")
{
    /// <inheritdoc/>
    public override double Value => Sums.Length == 0 ? double.NaN : Ratio(Sums[0], Sums[1]);

    /// <inheritdoc/>
    public override void Update(in MetricBatch batch)
    {
        Size(2);
        int row = 0;
        for (int i = 0; i < batch.Sequences; i++)
        {
            int right = 0;
            int count = 0;
            for (int end = row + batch.RowsOf(i); row < end; row++)
            {
                if (!batch.IsIgnored(row))
                {
                    count++;
                    right += IsRight(batch, row) ? 1 : 0;
                }
            }
            Sums[0] += count > 0 && right == count ? 1 : 0;
            Sums[1] += count > 0 ? 1 : 0;
        }
    }

    internal override bool CanHaveGathered(double[] sums, int values, int classes) => AreCounts(sums, 2);

    private static bool IsRight(in MetricBatch batch, int row)
    {
        if (!batch.ElementWise)
        {
            return batch.PredictedClass(row) == batch.TrueClass(row);
        }
        for (int i = row * batch.Classes; i < (row + 1) * batch.Classes; i++)
        {
            if (batch.PredictsYes(i) != batch.IsYes(i))
            {
                return false;
            }
        }
        return true;
    }
}
