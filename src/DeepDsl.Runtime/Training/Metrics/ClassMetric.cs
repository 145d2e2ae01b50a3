namespace DeepDsl;

/// <summary>
/// A measure from counts of (true class, predicted class). Where each output is a yes or no of its own, the classes are no (0) and
/// yes (1), and several such outputs of a row are counted together.
/// </summary>
public abstract class ClassMetric : Metric
{
    /// <summary>Counts of so many classes take 200 MB.</summary>
    private const int MostClasses = 5000;

    internal ClassMetric(string name)
        : base(name)
    {
    }

    /// <summary>
    /// The probability above which an output says yes, or a row is of the second of two classes; see <see cref="Thresholds"/>. Of more classes
    /// it is the one with the highest score.
    /// </summary>
    public double Threshold
    {
        get;
        init => field = value is >= 0 and <= 1
            ? value
            : throw new ArgumentOutOfRangeException(
                nameof(value), FormattableString.Invariant($"{nameof(Threshold)} is a probability, from 0 to 1, but was set to {value}."));
    } = 0.5;

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
        CheckClasses(classes);
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
            Sums[(truth * classes) + batch.Decide(i, Threshold)]++;
        }
    }

    /// <summary>A cell for each pair of classes, and whether they are no and yes.</summary>
    internal override bool CanHaveGathered(double[] sums, int values, int classes) =>
        sums.Length > 0 && sums[^1] is 0 or 1 && (sums[^1] == 1 ? 2 : classes) is int count && AreCounts(sums, (count * count) + 1);

    /// <summary>The measure of counts of yes and no, or of two classes, whatever has been gathered.</summary>
    internal double ValueOf(double trueNo, double falseYes, double falseNo, double trueYes, bool isYesNo)
    {
        CheckClasses(2);
        double[] gathered = Sums;
        Sums = [trueNo, falseYes, falseNo, trueYes, isYesNo ? 1 : 0];
        try
        {
            return Value;
        }
        finally
        {
            Sums = gathered;
        }
    }

    /// <summary>Refuses what so many classes, of which yes and no are two, have no measure of.</summary>
    private protected virtual void CheckClasses(int classes)
    {
        if (classes > MostClasses)
        {
            throw new InvalidOperationException(
                $"Metric '{Name}' counts each pair of classes, for up to {MostClasses} of them, but this output has {classes}. "
                + $"Use {nameof(Accuracy)} or {nameof(TopKAccuracy)}.");
        }
        if (classes > 2 && Threshold != 0.5)
        {
            throw new InvalidOperationException(
                FormattableString.Invariant($"Metric '{Name}' has the threshold {Threshold}, which goes for yes-no outputs and two classes, ")
                + $"but this output has {classes}. Leave it out.");
        }
    }

    private protected ClassCounts[] CountEach()
    {
        ClassCounts[] counts = new ClassCounts[ClassCount];
        double all = 0;
        for (int truth = 0; truth < counts.Length; truth++)
        {
            for (int prediction = 0; prediction < counts.Length; prediction++)
            {
                double cell = Sums[(truth * counts.Length) + prediction];
                counts[truth] += new ClassCounts(truth == prediction ? cell : 0, cell, 0, 0);
                counts[prediction] += new ClassCounts(0, 0, cell, 0);
                all += cell;
            }
        }
        return Array.ConvertAll(counts, c => c with { All = all });
    }

    /// <summary>The sums over the classes.</summary>
    private protected static ClassCounts Together(ClassCounts[] counts) =>
        counts.Aggregate(default(ClassCounts), (sum, c) => sum + c);
}
