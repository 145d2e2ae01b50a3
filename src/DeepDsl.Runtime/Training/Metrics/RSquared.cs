using System.Numerics.Tensors;

namespace DeepDsl;

/// <summary>
/// Coefficient of determination, 1 - (squared error / variance of the targets), per output and averaged: 1 is perfect, 0 is no better
/// than the mean.
/// </summary>
public sealed class RSquared() : RegressionMetric("r2")
{
    private const int PerColumn = 3;

    /// <inheritdoc/>
    public override double Value
    {
        get
        {
            if (Sums.Length == 0 || Sums[0] < 2)
            {
                return double.NaN;
            }
            double sum = 0;
            for (int at = 1; at < Sums.Length; at += PerColumn)
            {
                (double squares, double errors) = (Sums[at + 1], Sums[at + 2]);
                sum += squares > 0 ? 1 - (errors / squares) : errors == 0 ? 1 : 0;
            }
            return sum / ((Sums.Length - 1) / PerColumn);
        }
    }

    /// <summary>The number of samples, then mean, squared deviations and squared errors of each value.</summary>
    internal override bool CanHaveGathered(double[] sums, int values, int classes) =>
        sums.Length == 1 + (PerColumn * values) && sums[0] >= 0 && TensorPrimitives.IsFiniteAll<double>(sums);

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
