namespace DeepDsl;

/// <summary>
/// exp of the mean of -ln(probability of the true class): among how many equally likely classes the model still chooses. Rows with an ignored
/// label don't count.
/// </summary>
public sealed class Perplexity() : Metric("perplexity")
{
    /// <inheritdoc/>
    public override bool HigherIsBetter => false;

    /// <inheritdoc/>
    public override double Value => Sums.Length == 0 ? double.NaN : Math.Exp(Ratio(Sums[0], Sums[1]));

    /// <inheritdoc/>
    public override void Update(in MetricBatch batch)
    {
        if (batch.ElementWise)
        {
            throw new InvalidOperationException(
                $"Metric '{Name}' needs scores of classes that exclude each other, but these are yes-no outputs. Use AreaUnderCurve.");
        }
        Size(2);
        for (int row = 0; row < batch.Rows; row++)
        {
            if (batch.IsIgnored(row))
            {
                continue;
            }
            Sums[0] -= batch.LogProbability(row, batch.TrueClass(row));
            Sums[1]++;
        }
    }

    internal override bool CanHaveGathered(double[] sums, int values, int classes) =>
        sums.Length == 0 || (sums.Length == 2 && sums[0] >= 0 && AreCounts(sums.AsSpan(1), 1));
}
