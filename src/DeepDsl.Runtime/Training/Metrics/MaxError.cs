namespace DeepDsl;

/// <summary>The largest |output - target| of any element.</summary>
public sealed class MaxError() : RegressionMetric("max_error")
{
    /// <inheritdoc/>
    public override bool HigherIsBetter => false;

    /// <inheritdoc/>
    public override double Value => Sums.Length == 0 || Sums[1] == 0 ? double.NaN : Sums[0];

    /// <inheritdoc/>
    public override void Update(in MetricBatch batch)
    {
        CheckTargets(batch);
        Size(2);
        for (int i = 0; i < batch.Scores.Length; i++)
        {
            Sums[0] = Math.Max(Sums[0], Math.Abs((double)batch.Scores[i] - batch.Targets[i]));
        }
        Sums[1] += batch.Scores.Length;
    }

    internal override bool CanHaveGathered(double[] sums, int values, int classes) => AreCounts(sums, 2);
}
