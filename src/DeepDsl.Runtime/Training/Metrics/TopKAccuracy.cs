namespace DeepDsl;

/// <summary>
/// Part of the rows whose class is among the <paramref name="k"/> highest scores; of equal scores the first ranks higher.
/// </summary>
public sealed class TopKAccuracy(int k = 5) : Metric($"top{k}_accuracy")
{
    /// <inheritdoc/>
    public override double Value => Sums.Length == 0 ? double.NaN : Ratio(Sums[0], Sums[1]);

    /// <inheritdoc/>
    public override void Update(in MetricBatch batch)
    {
        Size(2);
        for (int row = 0; row < batch.Rows; row++)
        {
            if (batch.IsIgnored(row))
            {
                continue;
            }
            ReadOnlySpan<float> scores = batch.Scores.Slice(row * batch.Classes, batch.Classes);
            int truth = batch.TrueClass(row);
            int ahead = 0;
            for (int i = 0; i < scores.Length; i++)
            {
                ahead += scores[i] > scores[truth] || (i < truth && scores[i] == scores[truth]) ? 1 : 0;
            }
            Sums[0] += ahead < k ? 1 : 0;
            Sums[1]++;
        }
    }

    internal override bool CanHaveGathered(double[] sums, int values, int classes) => AreCounts(sums, 2);
}
