namespace DeepDsl;

/// <summary>
/// A measure of how far ahead what is relevant ranks among the outputs of a row, averaged over the rows. Relevant is the class that an int label
/// names, or each output whose target says yes. A row without any counts 0; rows with an ignored label don't count.
/// </summary>
public abstract class RankingMetric : Metric
{
    internal RankingMetric(string name)
        : base(name)
    {
    }

    /// <inheritdoc/>
    public override double Value => Sums.Length == 0 ? double.NaN : Ratio(Sums[0], Sums[1]);

    /// <inheritdoc/>
    public override void Update(in MetricBatch batch)
    {
        if (batch.Classes == 1)
        {
            throw new InvalidOperationException($"Metric '{Name}' ranks the outputs of a row, but these rows have one each. Use {nameof(AveragePrecision)}.");
        }
        Size(2);
        for (int row = 0; row < batch.Rows; row++)
        {
            if (!batch.IsIgnored(row))
            {
                Sums[0] += OfRow(batch, row);
                Sums[1]++;
            }
        }
    }

    internal override bool CanHaveGathered(double[] sums, int values, int classes) => AreCounts(sums, 2);

    private protected abstract double OfRow(in MetricBatch batch, int row);

    /// <summary>How far ahead the first relevant output ranks, from 1; of equal scores the first ranks higher. 0 for none.</summary>
    private protected static int FirstRank(in MetricBatch batch, int row)
    {
        ReadOnlySpan<float> scores = batch.Scores.Slice(row * batch.Classes, batch.Classes);
        int first = -1;
        for (int i = 0; i < scores.Length; i++)
        {
            first = Relevance(batch, row, i) > 0.5 && (first < 0 || scores[i] > scores[first]) ? i : first;
        }
        if (first < 0)
        {
            return 0;
        }
        int rank = 1;
        for (int i = 0; i < scores.Length; i++)
        {
            rank += scores[i] > scores[first] || (i < first && scores[i] == scores[first]) ? 1 : 0;
        }
        return rank;
    }

    private protected static double Relevance(in MetricBatch batch, int row, int output) =>
        batch.Labels.IsEmpty ? batch.Targets[(row * batch.Classes) + output] : batch.Labels[row] == output ? 1 : 0;
}
