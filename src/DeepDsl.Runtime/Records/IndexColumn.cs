namespace DeepDsl;

/// <summary>The place of the category, others last, as an input of its own. Nothing is fitted.</summary>
/// <param name="name">The member.</param>
/// <param name="place">Reads the place of the category; -1 for others.</param>
/// <param name="categories">The categories.</param>
internal sealed class IndexColumn<T>(string name, Func<T, int> place, CategoryNames categories) : FeatureColumn<T>(name)
{
    public override IReadOnlyList<string> FloatNames => [];

    public override bool IsIndex => true;

    public override string Declaration => $"index of one of {categories.Declaration}";

    public override int FittedCount => 0;

    public override double[] Fit(IReadOnlyList<T> records, LabelAverages? label) => [];

    public override void Write(T record, ReadOnlySpan<double> fitted, Span<float> target)
    {
        // No float of the input is its own.
    }

    public override int Index(T record) => place(record) is var p and >= 0 ? p : categories.Names.Count;
}
