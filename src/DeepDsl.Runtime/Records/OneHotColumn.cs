namespace DeepDsl;

/// <summary>A float for each category, and one for others. Nothing is fitted.</summary>
/// <param name="name">The member.</param>
/// <param name="place">Reads the place of the category; -1 for others.</param>
/// <param name="categories">The categories.</param>
internal sealed class OneHotColumn<T>(string name, Func<T, int> place, CategoryNames categories) : FeatureColumn<T>(name)
{
    public override IReadOnlyList<string> FloatNames { get; } = [.. categories.Names.Append("other").Select(c => $"{name}={c}")];

    public override string Declaration => $"one of {categories.Declaration}";

    public override int FittedCount => 0;

    public override double[] Fit(IReadOnlyList<T> records, LabelAverages? label) => [];

    public override void Write(T record, ReadOnlySpan<double> fitted, Span<float> target)
    {
        target.Clear();
        target[place(record) is var p and >= 0 ? p : categories.Names.Count] = 1;
    }
}
