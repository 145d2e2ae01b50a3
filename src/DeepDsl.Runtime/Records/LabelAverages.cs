namespace DeepDsl;

/// <summary>What categories are averaged over: of each record, 1 for its class among others or its number.</summary>
/// <param name="values">Record after record.</param>
/// <param name="width">Values of a record.</param>
internal sealed class LabelAverages(double[] values, int width)
{
    /// <summary>A category draws its average from its own records as if so many more had the mean of all.</summary>
    private const int Smoothing = 10;

    private const int MostFolds = 5;

    /// <summary>Each record's part; those of one part get the averages of the others.</summary>
    private readonly int[] _partOf = Parts(values.Length / width);

    public int Width { get; } = width;

    public int Folds { get; } = Math.Min(MostFolds, values.Length / width);

    public int FoldOf(int record) => _partOf[record];

    /// <summary>The averages of each category, and behind them of all.</summary>
    /// <param name="places">The category of each record; -1 for none.</param>
    /// <param name="categories">How many there are.</param>
    /// <param name="without">The part that is left out; -1 for none.</param>
    public double[] Of(ReadOnlySpan<int> places, int categories, int without)
    {
        double[] sums = new double[(categories + 1) * Width];
        int[] counts = new int[categories + 1];
        for (int i = 0; i < places.Length; i++)
        {
            if (_partOf[i] == without)
            {
                continue;
            }
            Add(i, categories);
            if (places[i] >= 0)
            {
                Add(i, places[i]);
            }
        }
        Span<double> all = sums.AsSpan(categories * Width);
        for (int k = 0; k < Width; k++)
        {
            all[k] /= Math.Max(1, counts[categories]);
        }
        for (int c = 0; c < categories; c++)
        {
            for (int k = 0; k < Width; k++)
            {
                ref double sum = ref sums[(c * Width) + k];
                sum = (sum + (Smoothing * all[k])) / (counts[c] + Smoothing);
            }
        }
        return sums;

        void Add(int record, int category)
        {
            counts[category]++;
            for (int k = 0; k < Width; k++)
            {
                sums[(category * Width) + k] += values[(record * Width) + k];
            }
        }
    }

    private static int[] Parts(int records)
    {
        int[] partOf = new int[records];
        int[] order = RowOrder.Shuffled(records, seed: 0);
        for (int i = 0; i < order.Length; i++)
        {
            partOf[order[i]] = i % MostFolds;
        }
        return partOf;
    }
}
