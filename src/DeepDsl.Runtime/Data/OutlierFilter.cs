namespace DeepDsl;

/// <summary>
/// Bounds for each value of an input, by what is usual there. Fit it on the training set alone; it finds the samples of any set that have a
/// value beyond, and leaves them out.
/// </summary>
public sealed class OutlierFilter
{
    private readonly double[] _low;
    private readonly double[] _high;
    private readonly int _input;

    private OutlierFilter(double[] low, double[] high, int input) => (_low, _high, _input) = (low, high, input);

    /// <summary>The lowest usual value of each feature.</summary>
    public ReadOnlySpan<double> Low => _low;

    /// <summary>The highest.</summary>
    public ReadOnlySpan<double> High => _high;

    /// <summary>Usual is what lies within so many deviations of the mean (z-score).</summary>
    /// <param name="data">At least two samples.</param>
    /// <param name="deviations">How many.</param>
    /// <param name="input">Which input, of floats.</param>
    public static OutlierFilter ByDeviation(Dataset data, double deviations = 3, int input = 0)
    {
        Check(data, deviations, nameof(deviations));
        ColumnScale[] scales = ColumnScale.All(data.Inputs[input], data.Rows);
        return new OutlierFilter(
            Array.ConvertAll(scales, s => s.Mean - (deviations * s.Deviation)), Array.ConvertAll(scales, s => s.Mean + (deviations * s.Deviation)), input);
    }

    /// <summary>
    /// Usual is what lies no further than so many times the distance of the quartiles below the first or above the third (Tukey's fences). Values
    /// far out do not move these, as they do a mean.
    /// </summary>
    /// <param name="data">At least two samples.</param>
    /// <param name="times">How many times.</param>
    /// <param name="input">Which input, of floats.</param>
    public static OutlierFilter ByQuartiles(Dataset data, double times = 1.5, int input = 0)
    {
        Check(data, times, nameof(times));
        int width = data.Inputs[input].Width;
        (double[] low, double[] high) = (new double[width], new double[width]);
        for (int i = 0; i < width; i++)
        {
            double[] values = [.. Enumerable.Range(0, data.Count).Select(n => (double)data.Input(n, input)[i]).Order()];
            (double first, double third) = (Quantile.Of(values, 0.25), Quantile.Of(values, 0.75));
            (low[i], high[i]) = (first - (times * (third - first)), third + (times * (third - first)));
        }
        return new OutlierFilter(low, high, input);
    }

    /// <summary>The samples with a value that is beyond the bounds, or no number, by their places.</summary>
    public int[] Find(Dataset data)
    {
        ArgumentNullException.ThrowIfNull(data);
        DataColumn column = data.Inputs[_input];
        if (column.Width != _low.Length)
        {
            throw new ArgumentException($"Input '{column.Name}' has {column.Width} features, but the filter was fitted on {_low.Length}. Fit it on data of the same shape.");
        }
        return [.. Enumerable.Range(0, data.Count).Where(i => !IsUsual(data.Input(i, _input)))];
    }

    /// <summary>The other samples, in their order. The values are not copied.</summary>
    public Dataset Apply(Dataset data)
    {
        HashSet<int> found = [.. Find(data)];
        return data.Where(i => !found.Contains(i));
    }

    private bool IsUsual(ReadOnlySpan<float> sample)
    {
        for (int i = 0; i < sample.Length; i++)
        {
            if (!(sample[i] >= _low[i] && sample[i] <= _high[i]))
            {
                return false;
            }
        }
        return true;
    }

    private static void Check(Dataset data, double factor, string name)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (data.Count < 2)
        {
            throw new ArgumentException($"What is usual cannot be told from {data.Count} samples; give at least two.", nameof(data));
        }
        if (!(double.IsFinite(factor) && factor > 0))
        {
            throw new ArgumentOutOfRangeException(name, FormattableString.Invariant($"The filter takes {name} above 0, found {factor}."));
        }
    }
}
