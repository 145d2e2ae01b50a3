namespace DeepDsl;

/// <summary>
/// Coefficient of determination, 1 - (squared error / variance of the targets), per output and averaged: 1 is perfect, 0 is no better
/// than the mean.
/// </summary>
public sealed class RSquared() : RegressionMetric("r2")
{
    private const int PerColumn = 3;

    /// <inheritdoc/>
    public override double Value => ExplainedShare.Mean(Sums, PerColumn, errors: 2, leastSamples: 2);

    /// <summary>The number of samples, then mean, squared deviations and squared errors of each value.</summary>
    internal override bool CanHaveGathered(double[] sums, int values, int classes) =>
        ExplainedShare.CanBe(sums, PerColumn, values);

    /// <inheritdoc/>
    public override void Update(in MetricBatch batch)
    {
        CheckTargets(batch);
        int columns = batch.Scores.Length / batch.Samples;
        Size(1 + (PerColumn * columns));
        for (int sample = 0; sample < batch.Samples; sample++)
        {
            double count = ++Sums[0];
            for (int column = 0; column < columns; column++)
            {
                Span<double> of = Sums.AsSpan(1 + (PerColumn * column), PerColumn);
                double target = batch.Targets[(sample * columns) + column];
                double error = target - batch.Scores[(sample * columns) + column];
                ColumnScale.Add(target, count, of);
                of[2] += error * error;
            }
        }
    }
}
