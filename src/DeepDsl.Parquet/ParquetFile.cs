namespace DeepDsl.Parquet;

/// <summary>
/// Reads tables in Parquet files, by the rules of <see cref="CsvFile"/> and <see cref="CsvSchema"/>: numbers and truth values are numbers,
/// texts and dates are categories, what is null or NaN is missing. What <see cref="CsvOptions"/> says of lines and separators has no meaning
/// here; messages count rows as lines behind one of names.
/// </summary>
public static class ParquetFile
{
    /// <summary>Reads a file of numbers, with a class or a number as label.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">Which column is the label, and what becomes of missing numbers; null for the last column as label.</param>
    public static Dataset Read(string path, CsvOptions? options = null)
    {
        CsvOptions read = Options(options);
        using ParquetText text = new(path, read);
        CsvRows rows = new(text, path, read);
        CsvColumns columns = new(path, read, rows.Names);
        CsvLabels labels = new(rows, columns.Label, read.LabelIsNumber, read.ClassNames);
        return new CsvEncoder(rows, features: null, columns.Features, labels).Read(int.MaxValue) ?? throw NoRows(path);
    }

    /// <summary>Goes through a file and finds which columns are numbers and which categories, for this file and later ones.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">How; null for the defaults.</param>
    public static CsvSchema Infer(string path, CsvOptions? options = null)
    {
        CsvOptions read = Options(options);
        using ParquetText text = new(path, read);
        return new CsvInference(path, read, new CsvRows(text, path, read)).Read();
    }

    /// <summary>Reads a file as the one was read that the schema was made from, which may have been a CSV file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="schema">What its columns are.</param>
    public static Dataset Read(string path, CsvSchema schema)
    {
        ArgumentNullException.ThrowIfNull(schema);
        return Pieces(path, schema, int.MaxValue).FirstOrDefault() ?? throw NoRows(path);
    }

    /// <summary>Reads a file piece by piece; in memory is one of its groups of rows.</summary>
    /// <param name="path">The file.</param>
    /// <param name="schema">What its columns are.</param>
    /// <param name="rows">Rows of a piece; the last has fewer.</param>
    public static IEnumerable<Dataset> ReadPieces(string path, CsvSchema schema, int rows = 1024)
    {
        ArgumentNullException.ThrowIfNull(schema);
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 1);
        return Pieces(path, schema, rows);
    }

    private static IEnumerable<Dataset> Pieces(string path, CsvSchema schema, int most)
    {
        CsvOptions options = Options(schema.Options);
        using ParquetText text = new(path, options with { Features = [.. schema.Features.Select(f => f.Name)], Label = schema.Label, LabelIndex = null });
        CsvEncoder encoder = schema.Encoder(path, new CsvRows(text, path, options));
        while (encoder.Read(most) is { } piece)
        {
            yield return piece;
        }
    }

    private static CsvOptions Options(CsvOptions? options) => (options ?? new CsvOptions()) with { Header = true, SkipLines = 0, Separator = ',' };

    private static InvalidDataException NoRows(string path) => new($"{path} has columns but no rows.");
}
