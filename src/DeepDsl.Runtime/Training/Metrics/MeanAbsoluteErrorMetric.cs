namespace DeepDsl;

/// <summary>Mean of |output - target| over all elements.</summary>
public sealed class MeanAbsoluteErrorMetric() : RegressionMetric("mae")
{
    /// <inheritdoc/>
    public override bool HigherIsBetter => false;

    /// <inheritdoc/>
    public override double Value => Sums.Length == 0 ? double.NaN : Ratio(Sums[0], Sums[1]);

    /// <inheritdoc/>
    public override void Update(in MetricBatch batch)
    {
        CheckTargets(batch);
        Size(2);
        for (int i = 0; i < batch.Scores.Length; i++)
        {
            Sums[0] += Math.Abs((double)batch.Scores[i] - batch.Targets[i]);
        }
        Sums[1] += batch.Scores.Length;
    }

    internal override bool CanHaveGathered(double[] sums, int values, int classes) => AreCounts(sums, 2);
}
