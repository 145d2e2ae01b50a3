namespace DeepDsl;

/// <summary>Part of the single outputs on the right side of <paramref name="threshold"/>, a probability.</summary>
public sealed class BinaryAccuracy(double threshold = 0.5) : Metric("binary_accuracy")
{
    /// <inheritdoc/>
    public override double Value => Sums.Length == 0 ? double.NaN : Ratio(Sums[0], Sums[1]);

    /// <inheritdoc/>
    public override void Update(in MetricBatch batch)
    {
        Size(2);
        if (!batch.Labels.IsEmpty && batch.Labels.Length != batch.Scores.Length)
        {
            throw new InvalidOperationException(
                $"Metric '{Name}' compares each output with a yes or no, but there are {batch.Classes} outputs "
                + "to one label. Use Accuracy.");
        }
        for (int i = 0; i < batch.Scores.Length; i++)
        {
            Sums[0] += batch.PredictsYes(i, threshold) == batch.IsYes(i) ? 1 : 0;
        }
        Sums[1] += batch.Scores.Length;
    }

    internal override bool CanHaveGathered(double[] sums, int values, int classes) => AreCounts(sums, 2);
}
