namespace DeepDsl;

/// <summary>
/// Area under the ROC curve: the probability that a random yes scores above a random no, ties counting half. For yes-no outputs, or two
/// classes. It keeps every score until the reset.
/// </summary>
public sealed class AreaUnderCurve() : Metric("auc")
{
    private const int PerScore = 2;

    /// <inheritdoc/>
    public override double Value
    {
        get
        {
            int count = Sums.Length == 0 ? 0 : (int)Sums[0];
            double[] scores = new double[count];
            bool[] isYes = new bool[count];
            for (int i = 0; i < count; i++)
            {
                scores[i] = Sums[1 + (PerScore * i)];
                isYes[i] = Sums[2 + (PerScore * i)] > 0;
            }
            Array.Sort(scores, isYes);
            return FromRanks(scores, isYes);
        }
    }

    /// <summary>The number of scores, then each with its truth; there may be room for more.</summary>
    internal override bool CanHaveGathered(double[] sums, int values, int classes) =>
        sums.Length > 0 && sums[0] >= 0 && sums[0] <= (sums.Length - 1) / PerScore && double.IsInteger(sums[0]);

    /// <inheritdoc/>
    public override void Update(in MetricBatch batch)
    {
        if (!batch.ElementWise && batch.Classes != 2)
        {
            throw new InvalidOperationException(
                $"Metric '{Name}' needs yes-no outputs or two classes, but this output has {batch.Classes}. Use Accuracy or F1Score.");
        }
        int count = batch.ElementWise ? batch.Scores.Length : batch.Rows;
        Reserve(count);
        for (int i = 0; i < count; i++)
        {
            if (batch.IsIgnored(i))
            {
                continue;
            }
            int at = 1 + (PerScore * (int)Sums[0]++);
            Sums[at] = batch.ElementWise ? batch.Scores[i] : (double)batch.Scores[(2 * i) + 1] - batch.Scores[2 * i];
            Sums[at + 1] = (batch.ElementWise ? batch.IsYes(i) : batch.TrueClass(i) == 1) ? 1 : 0;
        }
    }

    private void Reserve(int more)
    {
        int used = Sums.Length == 0 ? 1 : 1 + (PerScore * (int)Sums[0]);
        int needed = used + (PerScore * more);
        if (needed > Sums.Length)
        {
            double[] larger = new double[Math.Max(needed, 2 * Sums.Length)];
            Sums.CopyTo(larger, 0);
            Sums = larger;
        }
    }

    /// <summary>Mann and Whitney's statistic: the sum of the ranks of yes, equal scores sharing their mean rank.</summary>
    private static double FromRanks(double[] sorted, bool[] isYes)
    {
        double yes = 0;
        double rankSum = 0;
        for (int start = 0, end; start < sorted.Length; start = end)
        {
            int yesHere = isYes[start] ? 1 : 0;
            for (end = start + 1; end < sorted.Length && sorted[end] == sorted[start]; end++)
            {
                yesHere += isYes[end] ? 1 : 0;
            }
            yes += yesHere;
            rankSum += yesHere * (start + 1 + end) / 2.0;
        }
        return Ratio(rankSum - (yes * (yes + 1) / 2), yes * (sorted.Length - yes));
    }
}
