namespace DeepDsl;

/// <summary>
/// Part of the predictions that are right: the highest score of each row, or, where each output is a yes or no of its own, its side of
/// one half. Rows with an ignored label don't count.
/// </summary>
public sealed class Accuracy() : Metric("accuracy")
{
    /// <inheritdoc/>
    public override double Value => Sums.Length == 0 ? double.NaN : Ratio(Sums[0], Sums[1]);

    /// <inheritdoc/>
    public override void Update(in MetricBatch batch)
    {
        Size(2);
        int right = 0;
        int count = 0;
        for (int i = 0; i < (batch.ElementWise ? batch.Scores.Length : batch.Rows); i++)
        {
            if (batch.IsIgnored(i))
            {
                continue;
            }
            count++;
            bool isRight = batch.ElementWise ? batch.PredictsYes(i) == batch.IsYes(i) : batch.PredictedClass(i) == batch.TrueClass(i);
            right += isRight ? 1 : 0;
        }
        Sums[0] += right;
        Sums[1] += count;
    }

    internal override bool CanHaveGathered(double[] sums, int values, int classes) => AreCounts(sums, 2);
}
