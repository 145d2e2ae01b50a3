namespace DeepDsl;

/// <summary>
/// The mean of a metric over several yes-no outputs, each measured by itself: what scikit-learn calls macro for labels of which several hold.
/// The metric alone counts all of them together. Outputs where it is not a number, as an area under a curve is without any yes, are left out.
/// </summary>
public sealed class OutputMean : Metric
{
    private readonly Func<Metric> _create;
    private readonly Metric _like;
    private Metric[] _each = [];
    private float[] _scores = [];
    private float[] _targets = [];

    /// <param name="each">Makes the metric of one output: <c>() =&gt; new F1Score()</c>.</param>
    public OutputMean(Func<Metric> each)
        : base("mean_" + NameOf(each))
    {
        (_create, _like) = (each, each());
        if (_like.ReadsSequences)
        {
            throw new ArgumentException(
                $"Metric '{_like.Name}' reads sequences of labels, of which no output is one by itself. Give it alone.", nameof(each));
        }
    }

    /// <inheritdoc/>
    public override bool HigherIsBetter => _like.HigherIsBetter;

    /// <summary>Outputs measured; 0 before the first batch.</summary>
    public int OutputCount => _each.Length;

    /// <inheritdoc/>
    public override double Value
    {
        get
        {
            double[] known = [.. _each.Select(m => m.Value).Where(v => !double.IsNaN(v))];
            return known.Length == 0 ? double.NaN : known.Average();
        }
    }

    /// <summary>The metric of one output.</summary>
    public Metric ForOutput(int output) => (uint)output < (uint)_each.Length ? _each[output]
        : throw new ArgumentOutOfRangeException(nameof(output), output, $"Metric '{Name}' has measured {_each.Length} outputs.");

    /// <inheritdoc/>
    public override void Update(in MetricBatch batch)
    {
        if (!batch.ElementWise)
        {
            throw new InvalidOperationException(
                $"Metric '{Name}' measures each yes-no output by itself, but of this output's {batch.Classes} classes one alone holds. Use "
                + $"'{_like.Name}' itself, which takes the mean over classes.");
        }
        if (_each.Length != batch.Classes)
        {
            _each = [.. Enumerable.Range(0, batch.Classes).Select(_ => _create())];
        }
        if (batch.Classes == 1)
        {
            _each[0].Update(batch);
            return;
        }
        for (int output = 0; output < _each.Length; output++)
        {
            _each[output].Update(batch with
            {
                Scores = Column(batch.Scores, output, ref _scores),
                Targets = Column(batch.Targets, output, ref _targets),
                Classes = 1,
            });
        }
    }

    /// <inheritdoc/>
    public override void Reset()
    {
        foreach (Metric metric in _each)
        {
            metric.Reset();
        }
    }

    /// <summary>For each output how many numbers it has, then those of all.</summary>
    internal override double[] Save()
    {
        double[][] each = [.. _each.Select(m => m.Save())];
        return each.Length == 0 ? [] : [each.Length, .. each.Select(e => (double)e.Length), .. each.SelectMany(e => e)];
    }

    internal override void Load(double[] saved)
    {
        double[][] each = Parts(saved)!;
        _each = [.. each.Select(_ => _create())];
        for (int i = 0; i < each.Length; i++)
        {
            _each[i].Load(each[i]);
        }
    }

    internal override bool CanHaveGathered(double[] sums, int values, int classes) => Parts(sums) is { } each
        && (each.Length == 0 || each.Length == classes)
        && each.All(e => _like.CanHaveGathered(e, Math.Max(1, values / Math.Max(1, classes)), 1));

    /// <summary>The numbers of each output; null where they cannot be what <see cref="Save"/> gave.</summary>
    private static double[][]? Parts(double[] saved)
    {
        bool IsCount(double number) => double.IsInteger(number) && number >= 0 && number <= saved.Length;
        if (saved.Length == 0)
        {
            return [];
        }
        if (!IsCount(saved[0]) || saved[0] + 1 > saved.Length)
        {
            return null;
        }
        double[] lengths = saved[1..((int)saved[0] + 1)];
        if (!lengths.All(IsCount) || lengths.Sum() + lengths.Length + 1 != saved.Length)
        {
            return null;
        }
        int start = lengths.Length + 1;
        return [.. lengths.Select(length =>
        {
            double[] part = saved[start..(start + (int)length)];
            start += part.Length;
            return part;
        })];
    }

    private ReadOnlySpan<float> Column(ReadOnlySpan<float> rows, int column, ref float[] buffer)
    {
        int count = rows.Length / _each.Length;
        if (buffer.Length < count)
        {
            buffer = new float[count];
        }
        for (int i = 0; i < count; i++)
        {
            buffer[i] = rows[(i * _each.Length) + column];
        }
        return buffer.AsSpan(0, count);
    }

    private static string NameOf(Func<Metric> each)
    {
        ArgumentNullException.ThrowIfNull(each);
        return each().Name;
    }
}
