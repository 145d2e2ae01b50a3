using System.Numerics.Tensors;

namespace DeepDsl;

/// <summary>
/// A measure of how scores rank, over all thresholds. For yes-no outputs, of which several in a row count together, and for two classes it is
/// that of yes or the second; of more classes each is held against the rest, by its probability, and they are averaged over those that occur. It
/// keeps every score until the reset: 16 bytes for each yes or no, 8 for each class of a row and 8 for its label.
/// </summary>
public abstract class CurveMetric : Metric
{
    /// <summary>How many rows there are, how many scores each has, their scale, and whether they are of classes that exclude each other.</summary>
    private const int Header = 4;

    internal CurveMetric(string name, ClassAverage average)
        : base(name) => Average = average;

    /// <summary>How more than two classes are averaged.</summary>
    public ClassAverage Average { get; }

    /// <inheritdoc/>
    public override double Value
    {
        get
        {
            if (Count == 0)
            {
                return double.NaN;
            }
            if (Columns == 1)
            {
                return Area(Ranked(1));
            }
            if (Average == ClassAverage.Micro)
            {
                return Area(RankedTogether());
            }
            RankedScores[] classes = [.. Enumerable.Range(0, Columns).Select(Ranked).Where(IsDefined)];
            double Weight(RankedScores of) => Average == ClassAverage.Weighted ? of.Yes : 1;
            return Ratio(classes.Sum(c => Weight(c) * Area(c)), classes.Sum(Weight));
        }
    }

    private int Count => Sums.Length == 0 ? 0 : (int)Sums[0];

    private protected int Columns => Sums.Length == 0 ? 0 : (int)Sums[1];

    private ScoreScale Scale => (ScoreScale)(int)Sums[2];

    private int PerRow => Columns + 1;

    /// <summary>The measure of one class; of yes-no outputs and two classes 1 is yes.</summary>
    public double ForClass(int index) => Count == 0 ? double.NaN : Area(Ranked(index));

    /// <inheritdoc/>
    public override void Update(in MetricBatch batch)
    {
        if (Average == ClassAverage.Binary && !batch.ElementWise && batch.Classes != 2)
        {
            throw new InvalidOperationException(
                $"Metric '{Name}' with {nameof(ClassAverage)}.{nameof(ClassAverage.Binary)} needs yes-no outputs or two classes, but this output "
                + $"has {batch.Classes}. Use {nameof(ClassAverage)}.{nameof(ClassAverage.Macro)}.");
        }
        int count = batch.ElementWise ? batch.Scores.Length : batch.Rows;
        int columns = batch.ElementWise || batch.Classes == 2 ? 1 : batch.Classes;
        Reserve(count, columns);
        Sums[2] = (int)(!batch.Logits ? ScoreScale.Probability : columns == 1 ? ScoreScale.LogOdds : ScoreScale.Logarithm);
        Sums[3] = batch.ElementWise ? 0 : 1;
        for (int i = 0; i < count; i++)
        {
            if (batch.IsIgnored(i))
            {
                continue;
            }
            Span<double> row = Sums.AsSpan(Header + (PerRow * (int)Sums[0]++), PerRow);
            row[^1] = batch.ElementWise ? (batch.IsYes(i) ? 1 : 0) : batch.TrueClass(i);
            if (columns > 1)
            {
                TensorPrimitives.ConvertChecked(batch.Scores.Slice(i * columns, columns), row[..^1]);
                if (batch.Logits)
                {
                    TensorPrimitives.Subtract(row[..^1], MetricBatch.LogSum(batch.Scores.Slice(i * columns, columns)), row[..^1]);
                }
            }
            else
            {
                row[0] = batch.ElementWise ? batch.Scores[i] : batch.SecondOfTwo(i);
            }
        }
    }

    /// <summary>Whether what was gathered are yes-no outputs rather than classes.</summary>
    internal bool IsYesNo => Sums.Length > 0 && Sums[3] == 0;

    /// <summary>The scores of yes-no outputs or of two classes by their rank.</summary>
    internal RankedScores RankedYesNo() => Columns == 1
        ? Ranked(1)
        : throw new InvalidOperationException(
            $"Metric '{Name}' has gathered {(Columns == 0 ? "nothing" : $"scores of {Columns} classes")}, but thresholds are for yes-no outputs and "
            + "two classes. Evaluate such a model with it first.");

    /// <summary>There may be room for more rows.</summary>
    internal override bool CanHaveGathered(double[] sums, int values, int classes)
    {
        if (sums.Length < Header || sums[2] is not (0 or 1 or 2) || sums[3] is not (0 or 1)
            || !(sums[1] is 0 or 1 || (sums[1] == classes && classes > 2)))
        {
            return false;
        }
        int perRow = (int)sums[1] + 1;
        if (!double.IsInteger(sums[0]) || sums[0] < 0 || sums[0] > (sums[1] == 0 ? 0 : (sums.Length - Header) / perRow))
        {
            return false;
        }
        int labels = sums[1] == 1 ? 2 : classes;
        for (int row = 0; row < (int)sums[0]; row++)
        {
            double label = sums[Header + (row * perRow) + perRow - 1];
            if (!double.IsInteger(label) || label < 0 || label >= labels)
            {
                return false;
            }
        }
        return true;
    }

    private protected abstract double Area(RankedScores scores);

    /// <summary>Whether a class has a measure that the mean can take in.</summary>
    private protected abstract bool IsDefined(RankedScores scores);

    /// <summary>The scores of one class against the rest. With one column, those of no are the other way round.</summary>
    private protected RankedScores Ranked(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Math.Max(2, Columns));
        bool isNo = Columns == 1 && index == 0;
        int column = Columns == 1 ? 0 : index;
        double[] scores = new double[Count];
        bool[] isYes = new bool[Count];
        for (int i = 0; i < Count; i++)
        {
            ReadOnlySpan<double> row = Sums.AsSpan(Header + (i * PerRow), PerRow);
            scores[i] = !isNo ? row[column] : Scale == ScoreScale.LogOdds ? -row[0] : 1 - row[0];
            isYes[i] = row[^1] == index;
        }
        return new RankedScores(scores, isYes, Count == 0 ? default : Scale);
    }

    private RankedScores RankedTogether()
    {
        double[] scores = new double[Count * Columns];
        bool[] isYes = new bool[scores.Length];
        for (int i = 0; i < Count; i++)
        {
            ReadOnlySpan<double> row = Sums.AsSpan(Header + (i * PerRow), PerRow);
            row[..Columns].CopyTo(scores.AsSpan(i * Columns));
            isYes[(i * Columns) + (int)row[^1]] = true;
        }
        return new RankedScores(scores, isYes, Scale);
    }

    private void Reserve(int more, int columns)
    {
        int used = Header + (Count * (columns + 1));
        int needed = used + (more * (columns + 1));
        if (needed > Sums.Length)
        {
            double[] larger = new double[Math.Max(needed, 2 * Sums.Length)];
            Sums.AsSpan(0, Math.Min(used, Sums.Length)).CopyTo(larger);
            Sums = larger;
        }
        Sums[1] = columns;
    }
}
