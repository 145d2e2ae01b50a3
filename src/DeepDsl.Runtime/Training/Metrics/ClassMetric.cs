namespace DeepDsl;

/// <summary>
/// A measure from counts of (true class, predicted class). Where each output is a yes or no of its own, the classes are no (0) and
/// yes (1).
/// </summary>
public abstract class ClassMetric : Metric
{
    internal ClassMetric(string name)
        : base(name)
    {
    }

    /// <summary>Number of classes; 0 before the first batch.</summary>
    public int ClassCount => (int)Math.Sqrt(Sums.Length - (IsEmpty ? 0 : 1));

    private protected bool IsEmpty => Sums.Length == 0;

    /// <summary>True where the classes are the no and yes of single outputs.</summary>
    private protected bool IsYesNo => !IsEmpty && Sums[^1] > 0;

    /// <summary>How often class <paramref name="truth"/> was predicted as <paramref name="prediction"/>.</summary>
    public long Cell(int truth, int prediction) => (long)Sums[(truth * ClassCount) + prediction];

    /// <inheritdoc/>
    public override void Update(in MetricBatch batch)
    {
        int classes = batch.ElementWise ? 2 : batch.Classes;
        Size((classes * classes) + 1);
        Sums[^1] = batch.ElementWise ? 1 : 0;
        int count = batch.ElementWise ? batch.Scores.Length : batch.Rows;
        for (int i = 0; i < count; i++)
        {
            if (batch.IsIgnored(i))
            {
                continue;
            }
            int truth = batch.ElementWise ? (batch.IsYes(i) ? 1 : 0) : batch.TrueClass(i);
            int prediction = batch.ElementWise ? (batch.PredictsYes(i) ? 1 : 0) : batch.PredictedClass(i);
            Sums[(truth * classes) + prediction]++;
        }
    }

    /// <summary>A cell for each pair of classes, and whether they are no and yes.</summary>
    internal override bool CanHaveGathered(double[] sums, int values, int classes) =>
        sums.Length > 0 && sums[^1] is 0 or 1 && (sums[^1] == 1 ? 2 : classes) is int count && AreCounts(sums, (count * count) + 1);

    private protected (double Hits, double Labels, double Predictions) Count(int index)
    {
        double labels = 0;
        double predictions = 0;
        for (int i = 0; i < ClassCount; i++)
        {
            labels += Cell(index, i);
            predictions += Cell(i, index);
        }
        return (Cell(index, index), labels, predictions);
    }
}
