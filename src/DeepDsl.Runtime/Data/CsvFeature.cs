namespace DeepDsl;

/// <summary>How a column of a CSV file is read as a feature.</summary>
public enum CsvFeatureKind
{
    /// <summary>One float.</summary>
    Number,

    /// <summary>Categories, a float for each: 1 for the one that holds, else 0.</summary>
    OneHot,

    /// <summary>Categories, counted from 0 by an int that is an input of its own.</summary>
    Index,
}

/// <summary>A feature of a CSV file.</summary>
/// <param name="Name">Its column.</param>
/// <param name="Kind">How it is read.</param>
/// <param name="Categories">Its categories in their order; empty for a number.</param>
/// <param name="HasUnknown">Whether a place behind those stands for every other.</param>
public sealed record CsvFeature(string Name, CsvFeatureKind Kind, IReadOnlyList<string> Categories, bool HasUnknown)
{
    /// <summary>Places that it distinguishes: 1 for a number, else its categories and the place of others.</summary>
    public int Places => Kind == CsvFeatureKind.Number ? 1 : Categories.Count + (HasUnknown ? 1 : 0);

    /// <summary>Floats of the input that it fills.</summary>
    public int Width => Kind == CsvFeatureKind.Index ? 0 : Places;

    internal static CsvFeature Number(string name) => new(name, CsvFeatureKind.Number, [], HasUnknown: false);
}
