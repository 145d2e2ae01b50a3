using System.Numerics.Tensors;

namespace DeepDsl;

/// <summary>
/// A measure that is gathered batch by batch. All it has gathered lies in <see cref="Sums"/>, so that a checkpoint taken in the middle of
/// an epoch can keep it. Sample weights do not enter.
/// </summary>
/// <param name="name">Its name in histories and logs.</param>
public abstract class Metric(string name)
{
    /// <summary>Name in histories and logs; give one where two metrics of a kind are used.</summary>
    public string Name { get; init; } = name;

    /// <summary>Name of the output to measure; empty for the one of the first loss.</summary>
    public string Output { get; init; } = "";

    /// <summary>Whether larger values are better.</summary>
    public virtual bool HigherIsBetter => true;

    /// <summary>
    /// Whether labels are sequences of their own, those of <see cref="Loss.CTC"/>: the same number for each sample, with the ignored label
    /// behind the last. Otherwise there is one for each row.
    /// </summary>
    public virtual bool ReadsSequences => false;

    /// <summary>The measure over everything since the last reset; NaN where there was nothing.</summary>
    public abstract double Value { get; }

    /// <summary>What has been gathered. A subclass sizes it when it first sees a batch.</summary>
    protected internal double[] Sums { get; set; } = [];

    /// <summary>Takes in one batch.</summary>
    public abstract void Update(in MetricBatch batch);

    /// <summary>
    /// Forgets everything and measures one batch, as of plain arrays: <c>new F1Score().Measure(MetricBatch.OfClasses(scores, labels))</c>.
    /// </summary>
    public double Measure(in MetricBatch batch)
    {
        Reset();
        Update(batch);
        return Value;
    }

    /// <summary>Forgets everything.</summary>
    public virtual void Reset() => Array.Clear(Sums);

    /// <summary>A copy of all that has been gathered, for a checkpoint.</summary>
    internal virtual double[] Save() => (double[])Sums.Clone();

    /// <summary>Takes up what <see cref="Save"/> gave.</summary>
    internal virtual void Load(double[] saved) => Sums = (double[])saved.Clone();

    /// <summary>Makes <see cref="Sums"/> hold <paramref name="length"/> numbers; zeros at first.</summary>
    private protected void Size(int length)
    {
        if (Sums.Length != length)
        {
            Sums = new double[length];
        }
    }

    /// <summary>
    /// Whether <paramref name="sums"/>, from a checkpoint, can be what the metric gathers on an output of so many values a sample and
    /// classes. A metric of the user's own alone knows what it holds.
    /// </summary>
    internal virtual bool CanHaveGathered(double[] sums, int values, int classes) => true;

    /// <summary>Whether there are so many numbers, each finite and not negative.</summary>
    private protected static bool AreCounts(ReadOnlySpan<double> sums, int length) =>
        sums.Length == length && (length == 0 || (TensorPrimitives.IsFiniteAll(sums) && TensorPrimitives.Min(sums) >= 0));

    private protected static double Ratio(double part, double whole) => whole == 0 ? double.NaN : part / whole;
}
