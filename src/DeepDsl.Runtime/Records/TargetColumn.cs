namespace DeepDsl;

/// <summary>What the label is on average where the category holds. Fitted: those averages, and behind them that of all records.</summary>
/// <param name="name">The member.</param>
/// <param name="place">Reads the place of the category; -1 for others.</param>
/// <param name="categories">The categories.</param>
/// <param name="averages">What is averaged.</param>
internal sealed class TargetColumn<T>(string name, Func<T, int> place, CategoryNames categories, string[] averages)
    : FeatureColumn<T>(name)
{
    public override IReadOnlyList<string> FloatNames { get; } = [.. averages.Select(a => $"{name}: mean {a}")];

    public override string Declaration => $"mean of {Listing.Of(averages)} by one of {categories.Declaration}";

    public override int FittedCount => (categories.Names.Count + 1) * averages.Length;

    public override double[] Fit(IReadOnlyList<T> records, LabelAverages? label) =>
        Known(label).Of(Places(records), categories.Names.Count, without: -1);

    public override void Write(T record, ReadOnlySpan<double> fitted, Span<float> target) => Write(place(record), fitted, target);

    public override void WriteTraining(
        IReadOnlyList<T> records, ReadOnlySpan<double> fitted, LabelAverages? label, Span<float> target, int first, int width)
    {
        LabelAverages known = Known(label);
        int[] places = Places(records);
        double[][] ofOthers = [.. Enumerable.Range(0, known.Folds).Select(fold => known.Of(places, categories.Names.Count, fold))];
        for (int i = 0; i < places.Length; i++)
        {
            Write(places[i], ofOthers[known.FoldOf(i)], target.Slice((i * width) + first, averages.Length));
        }
    }

    private void Write(int category, ReadOnlySpan<double> fitted, Span<float> target)
    {
        int row = category >= 0 ? category : categories.Names.Count;
        for (int k = 0; k < target.Length; k++)
        {
            target[k] = (float)fitted[(row * target.Length) + k];
        }
    }

    private int[] Places(IReadOnlyList<T> records) => [.. records.Select(place)];

    private LabelAverages Known(LabelAverages? label) => label
        ?? throw new ArgumentException($"{Name} becomes the mean of the label, but the records to fit to have none; give each its label.");
}
