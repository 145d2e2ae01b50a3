namespace DeepDsl;

/// <summary>Rows of a CSV file as columns of a data set.</summary>
/// <param name="rows">The file.</param>
/// <param name="features">What is read; null for numbers alone, since a hostile file may have millions of columns.</param>
/// <param name="places">The column of each.</param>
/// <param name="labels">The labels.</param>
internal sealed class CsvEncoder(CsvRows rows, IReadOnlyList<CsvFeature>? features, int[] places, CsvLabels labels)
{
    private readonly Dictionary<string, int>[] _categories =
    [
        .. (features ?? []).Select(f => new Dictionary<string, int>(f.Categories.Select((c, i) => KeyValuePair.Create(c, i)), StringComparer.Ordinal)),
    ];

    private readonly int _width = features?.Sum(f => f.Width) ?? places.Length;
    private readonly List<float> _floats = [];
    private readonly List<int>[] _indices = [.. (features ?? []).Select(_ => new List<int>())];

    /// <summary>The next rows; null where there are none.</summary>
    /// <param name="most">How many.</param>
    public Dataset? Read(int most)
    {
        int read = 0;
        for (; read < most && rows.Next(); read++)
        {
            for (int i = 0; i < places.Length; i++)
            {
                ReadFeature(i);
            }
            labels.Read();
        }
        return read == 0 ? null : ToDataset();
    }

    private void ReadFeature(int i)
    {
        if (features?[i] is not { Kind: not CsvFeatureKind.Number } feature)
        {
            _floats.Add(rows.Number(places[i]));
            return;
        }
        int category = Category(i, feature);
        if (feature.Kind == CsvFeatureKind.Index)
        {
            _indices[i].Add(category);
            return;
        }
        for (int c = 0; c < feature.Places; c++)
        {
            _floats.Add(c == category ? 1 : 0);
        }
    }

    private int Category(int i, CsvFeature feature)
    {
        ReadOnlySpan<char> text = rows.Category(places[i], "category");
        if (_categories[i].GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(rows.IsMissing(text) ? "" : text, out int category))
        {
            return category;
        }
        return feature.HasUnknown
            ? feature.Categories.Count
            : throw rows.Error(
                places[i],
                $"'{Listing.Short(text.ToString())}' is not among the categories {Listing.Quoted([.. feature.Categories])} that the schema knows. "
                + "Correct it, or infer the schema with CsvOptions.UnknownPlace = true.");
    }

    private Dataset ToDataset()
    {
        List<DataColumn> inputs = [];
        if (_width > 0)
        {
            inputs.Add(new DataColumn("input", [.. _floats], _width));
            _floats.Clear();
        }
        for (int i = 0; i < _indices.Length; i++)
        {
            if (features![i].Kind == CsvFeatureKind.Index)
            {
                inputs.Add(new DataColumn(features[i].Name, [.. _indices[i]]));
                _indices[i].Clear();
            }
        }
        DataColumn[] targets = labels.Take(out IReadOnlyList<string> names);
        return new Dataset(inputs, targets).WithClassNames(names);
    }
}
