namespace DeepDsl;

/// <summary>
/// 1 - (variance of the errors / variance of the targets), per output and averaged. Unlike <see cref="RSquared"/> it forgives outputs that are all
/// off by the same. Where the targets are all the same it is 1 if the errors are too, else 0.
/// </summary>
public sealed class ExplainedVariance() : RegressionMetric("explained_variance")
{
    private const int PerColumn = 4;

    /// <inheritdoc/>
    public override double Value => ExplainedShare.Mean(Sums, PerColumn, errors: 3, leastSamples: 1);

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
                ColumnScale.Add(target, count, of);
                ColumnScale.Add(target - batch.Scores[(sample * columns) + column], count, of[2..]);
            }
        }
    }

    /// <summary>The number of samples, then mean and squared deviations of the targets and of the errors of each value.</summary>
    internal override bool CanHaveGathered(double[] sums, int values, int classes) =>
        ExplainedShare.CanBe(sums, PerColumn, values);
}
