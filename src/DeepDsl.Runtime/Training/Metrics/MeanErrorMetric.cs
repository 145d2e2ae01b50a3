namespace DeepDsl;

/// <summary>The mean over all elements of some error of each.</summary>
public abstract class MeanErrorMetric : RegressionMetric
{
    internal MeanErrorMetric(string name)
        : base(name)
    {
    }

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
            Sums[0] += Error(batch.Scores[i], batch.Targets[i]);
        }
        Sums[1] += batch.Scores.Length;
    }

    internal override bool CanHaveGathered(double[] sums, int values, int classes) => AreCounts(sums, 2);

    private protected abstract double Error(double output, double target);
}
