namespace DeepDsl;

/// <summary>
/// How the columns of a CSV file are read: which are numbers and which categories, with the places of categories and classes. Made from a
/// training file, it reads later files the same way.
/// </summary>
public sealed class CsvSchema
{
    internal CsvSchema(CsvOptions options, IReadOnlyList<CsvFeature> features, string? label, IReadOnlyList<string> classNames)
    {
        Options = options;
        Features = features;
        Label = label;
        ClassNames = classNames;
        FeatureNames =
        [
            .. features.Where(f => f.Width > 0).SelectMany(f => f.Kind == CsvFeatureKind.Number ? [f.Name] : f.Categories.Select(c => $"{f.Name}={c}")
                .Concat(f.HasUnknown ? [$"{f.Name}=other"] : [])),
        ];
    }

    /// <summary>The options it was made with.</summary>
    public CsvOptions Options { get; }

    /// <summary>The features in the order in which they are read.</summary>
    public IReadOnlyList<CsvFeature> Features { get; }

    /// <summary>The label's column; null for none.</summary>
    public string? Label { get; }

    /// <summary>The classes in order; empty where labels are numbers.</summary>
    public IReadOnlyList<string> ClassNames { get; }

    /// <summary>What each float of the first input is, as "age" or "colour=red".</summary>
    public IReadOnlyList<string> FeatureNames { get; }

    /// <summary>Where in the first input the categories of a feature stand, of each as its first float and their number.</summary>
    public IReadOnlyList<(int Start, int Width)> OneHotPlaces
    {
        get
        {
            List<(int, int)> places = [];
            int start = 0;
            foreach (CsvFeature feature in Features)
            {
                if (feature.Kind == CsvFeatureKind.OneHot)
                {
                    places.Add((start, feature.Width));
                }
                start += feature.Width;
            }
            return places;
        }
    }

    /// <summary>
    /// Goes through a file and finds what its columns are: numbers, where all cells are numbers, and categories, where none is. A column of
    /// both is an error, unless the options say what it is.
    /// </summary>
    public static CsvSchema Infer(string path, CsvOptions? options = null)
    {
        CsvOptions read = options ?? new CsvOptions();
        return CsvFile.Rows(path, read, rows => new CsvInference(path, read, rows).Read());
    }

    /// <summary>
    /// Reads a file as the first was read: columns are found by their names, in any order, and categories and classes have the places that they
    /// have there. The floats of all features are the first input, each column of indices is one more.
    /// </summary>
    public Dataset Read(string path) => CsvFile.Read(path, Options, rows => Encoder(path, rows));

    /// <summary>
    /// Reads a file piece by piece, so that it need not fit in memory. Each piece is a data set of <paramref name="rows"/> rows, the last of
    /// fewer.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="rows">Rows of a piece.</param>
    public IEnumerable<Dataset> ReadPieces(string path, int rows = 1024)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 1);
        return Pieces(path, rows);
    }

    /// <summary>The same schema for files that have no labels yet.</summary>
    public CsvSchema WithoutLabel() => new(
        Label == null ? Options : Options with { Label = null, LabelIndex = null, Ignore = [.. Options.Ignore, Label] }, Features, label: null, []);

    /// <summary>Writes the schema as a JSON file.</summary>
    public void Save(string path) => CsvSchemaFile.Write(path, this);

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    public static CsvSchema Load(string path) => CsvSchemaFile.Read(path);

    private IEnumerable<Dataset> Pieces(string path, int most)
    {
        using DataFile file = DataFile.Open(path);
        using StreamReader text = new(file.Stream, leaveOpen: true);
        CsvRows? rows = null;
        CsvEncoder? encoder = null;
        while (true)
        {
            Dataset? piece = file.Parse(
                () =>
                {
                    rows ??= new(text, path, Options);
                    encoder ??= Encoder(path, rows);
                    return encoder.Read(most);
                },
                () => CsvFile.WhatWasRead(rows),
                isEnd: read => read == null);
            if (piece == null)
            {
                yield break;
            }
            yield return piece;
        }
    }

    internal CsvEncoder Encoder(string path, CsvRows rows)
    {
        string[] missing = [.. Features.Select(f => f.Name).Concat(Label == null ? [] : [Label]).Where(n => !rows.Names.Contains(n))];
        if (missing.Length > 0)
        {
            string header = Options.Header ? "Does its first line hold names?" : $"Is the separator '{Options.Separator}'?";
            string unlabelled = missing is [var only] && only == Label ? " Where labels are not known, read with schema.WithoutLabel()." : $" {header}";
            throw new InvalidDataException(
                $"{path} has no column {Listing.Quoted(missing)}, which the schema reads; its columns are {Listing.Quoted(rows.Names)}.{unlabelled}");
        }
        string[] known = [.. Features.Select(f => f.Name), .. Options.Ignore, .. Label == null ? Array.Empty<string>() : [Label]];
        if (Options.Features == null && rows.Names.FirstOrDefault(n => !known.Contains(n)) is { } unknown)
        {
            throw new InvalidDataException(
                $"{path} has a column '{Listing.Short(unknown)}' that the schema does not know. Take it out of the file, or infer the schema with "
                + "CsvOptions.Features, which names those to read.");
        }
        CsvColumns columns = new(path, Options with { Features = [.. Features.Select(f => f.Name)], Ignore = [], Label = Label, LabelIndex = null }, rows.Names);
        CsvLabels labels = new(rows, columns.Label, Options.LabelIsNumber, ClassNames);
        return new CsvEncoder(rows, Features, columns.Features, labels);
    }
}
