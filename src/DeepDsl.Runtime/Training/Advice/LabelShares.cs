namespace DeepDsl;

/// <summary>How often each class stands among the int labels of a data set.</summary>
internal sealed class LabelShares
{
    private readonly SortedDictionary<int, long> _counts = [];
    private readonly long _total;

    private LabelShares(Dataset data, int? ignored)
    {
        DataColumn column = data.Targets[0];
        foreach (int row in data.Rows)
        {
            foreach (int label in column.Ints.AsSpan(row * column.Width, column.Width))
            {
                if (label != ignored)
                {
                    _counts[label] = _counts.GetValueOrDefault(label) + 1;
                    _total++;
                }
            }
        }
    }

    /// <summary>Of the first target, whose values are labels.</summary>
    public static LabelShares Of(Dataset data, int? ignored) => new(data, ignored);

    public int Classes => _counts.Count;

    /// <summary>The class that has most.</summary>
    public (int Label, double Share) Largest => _counts.Count == 0 ? (0, 0) : _counts.MaxBy(c => c.Value) is var most
        ? (most.Key, (double)most.Value / _total) : default;

    /// <summary>The cross-entropy of who predicts the shares, whatever the input.</summary>
    public double Entropy => -_counts.Values.Sum(c => (double)c / _total * Math.Log((double)c / _total));
}
