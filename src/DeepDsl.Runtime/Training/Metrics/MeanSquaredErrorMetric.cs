namespace DeepDsl;

/// <summary>Mean of (output - target)^2 over all elements.</summary>
public sealed class MeanSquaredErrorMetric() : RegressionMetric("mse")
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
            double error = (double)batch.Scores[i] - batch.Targets[i];
            Sums[0] += error * error;
        }
        Sums[1] += batch.Scores.Length;
    }

    internal override bool CanHaveGathered(double[] sums, int values, int classes) => AreCounts(sums, 2);
}
