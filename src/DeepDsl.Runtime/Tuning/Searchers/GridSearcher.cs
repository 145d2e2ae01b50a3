using System.Globalization;

namespace DeepDsl;

/// <summary>
/// Tries every combination: all values of a choice, and of numbers as many as <see cref="Steps"/>, the bounds among them, at equal
/// distances, which of logarithmic ones are ratios. The last setting changes fastest.
/// </summary>
public sealed class GridSearcher : Searcher
{
    /// <summary>Values of each setting that is a real number, or whole numbers of which there are more.</summary>
    public int Steps { get; init; } = 5;

    /// <inheritdoc/>
    public override string Description => string.Create(CultureInfo.InvariantCulture, $"{nameof(GridSearcher)} (Steps = {Steps})");

    /// <inheritdoc/>
    public override IReadOnlyList<SearchProposal> Next(SearchContext search)
    {
        List<SearchProposal> next = [];
        long count = CountOf(search.Space);
        for (long i = search.History.Count; i < count && next.Count < search.Left; i++)
        {
            next.Add(new(PointAt(search.Space, i)));
        }
        return next;
    }

    internal override long? Planned(SearchSpace space, int epochs) => Steps >= 2
        ? CountOf(space)
        : throw new ArgumentException($"GridSearcher.Steps is {Steps}; it must be at least 2, the bounds of a setting.");

    private long CountOf(SearchSpace space)
    {
        long count = 1;
        foreach (SearchDimension dimension in space.Dimensions)
        {
            // Beyond, no search ends.
            count = Math.Min(count, int.MaxValue) * Math.Min(ValuesOf(dimension), int.MaxValue);
        }
        return count;
    }

    private SearchPoint PointAt(SearchSpace space, long index)
    {
        double[] place = new double[space.Dimensions.Count];
        for (int i = place.Length - 1; i >= 0; i--)
        {
            long values = ValuesOf(space.Dimensions[i]);
            place[i] = PlaceOf(space.Dimensions[i], (int)(index % values), values);
            index /= values;
        }
        return space.At(place);
    }

    private long ValuesOf(SearchDimension dimension) =>
        dimension.Kind is SearchDimensionKind.Real or SearchDimensionKind.Integer
            ? Math.Min(Steps, dimension.Count ?? Steps)
            : dimension.Count!.Value;

    private static double PlaceOf(SearchDimension dimension, int step, long values)
    {
        if (dimension.Count == values)
        {
            return dimension.PlaceOfValue(step);
        }
        bool isWhole = dimension.Kind == SearchDimensionKind.Integer;
        double first = isWhole ? dimension.PlaceOfValue(0) : 0;
        double last = isWhole ? dimension.PlaceOfValue(dimension.Count!.Value - 1) : 1;
        return double.Lerp(first, last, step / (values - 1.0));
    }
}
