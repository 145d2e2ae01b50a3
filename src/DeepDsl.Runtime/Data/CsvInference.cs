namespace DeepDsl;

/// <summary>Goes once through a file and finds what its columns are.</summary>
internal sealed class CsvInference
{
    private readonly string _path;
    private readonly CsvOptions _options;
    private readonly CsvRows _rows;
    private readonly CsvColumns _columns;
    private readonly CsvFeatureKind?[] _kinds;
    private readonly bool[] _isGiven;
    private readonly HashSet<string>[] _categories;

    public CsvInference(string path, CsvOptions options, CsvRows rows)
    {
        (_path, _options, _rows) = (path, options, rows);
        _columns = new CsvColumns(path, options, rows.Names);
        _kinds = new CsvFeatureKind?[_columns.Features.Length];
        _isGiven = new bool[_kinds.Length];
        _categories = Array.ConvertAll(_columns.Features, _ => new HashSet<string>(StringComparer.Ordinal));
        Give(options.OneHot, CsvFeatureKind.OneHot, "CsvOptions.OneHot");
        Give(options.Indices, CsvFeatureKind.Index, "CsvOptions.Indices");
    }

    public CsvSchema Read()
    {
        CsvLabels labels = new(_rows, _columns.Label, _options.LabelIsNumber, _options.ClassNames);
        while (_rows.Next())
        {
            for (int i = 0; i < _kinds.Length; i++)
            {
                ReadCell(i);
            }
            labels.Read(keep: false);
        }
        if (_rows.Count == 0)
        {
            throw CsvFile.NoRows(_path);
        }
        IReadOnlyList<string> names = _options.ClassNames ?? [];
        if (_options.ClassNames == null && !_options.LabelIsNumber)
        {
            labels.FinalIndices(out names);
        }
        return new CsvSchema(
            _options, [.. _kinds.Select((_, i) => Feature(i))], _columns.Label < 0 ? null : _rows.Names[_columns.Label], names);
    }

    private void Give(IReadOnlyList<string> names, CsvFeatureKind kind, string option)
    {
        foreach (string name in names)
        {
            int i = Array.IndexOf(_columns.Features, _columns.Find(name, option));
            if (i < 0 || _isGiven[i])
            {
                throw new ArgumentException(
                    $"{option} names '{Listing.Short(name)}', which is {(i < 0 ? "no feature" : "named twice")}; name each feature of categories once.");
            }
            _kinds[i] = kind;
            _isGiven[i] = true;
        }
    }

    private void ReadCell(int i)
    {
        int column = _columns.Features[i];
        ReadOnlySpan<char> text = _rows.Category(column, "category");
        bool isMissing = _rows.IsMissing(text);
        if (isMissing && _options.Missing == MissingCells.Refuse)
        {
            throw _rows.Missing(column, "ignore the column");
        }
        if (_kinds[i] is not (CsvFeatureKind.OneHot or CsvFeatureKind.Index))
        {
            if (isMissing)
            {
                _categories[i].Add("");
                return;
            }
            bool isNumber = CsvRows.IsNumber(text, out _);
            if (!isNumber && _kinds[i] == CsvFeatureKind.Number)
            {
                _rows.Number(column); // says that it is none
            }
            _kinds[i] = isNumber ? CsvFeatureKind.Number : CsvFeatureKind.OneHot;
        }
        else if (!_isGiven[i] && !isMissing && CsvRows.IsNumber(text, out _))
        {
            throw _rows.Error(
                column,
                $"'{Listing.Short(text.ToString())}' is a number, but the rows above hold texts such as "
                + $"'{Listing.Short(_categories[i].First(c => c.Length > 0))}'. Correct it, or name the column in CsvOptions.OneHot, Indices or Ignore.");
        }
        if (_kinds[i] == CsvFeatureKind.Number)
        {
            return;
        }
        _categories[i].GetAlternateLookup<ReadOnlySpan<char>>().Add(isMissing ? "" : text);
        if (!_isGiven[i] && _categories[i].Count > _options.MaxCategories)
        {
            throw new InvalidDataException(
                $"{_path}: column {column + 1} ('{Listing.Short(_rows.Names[column])}') holds more than {_options.MaxCategories} different texts. "
                + "Name it in CsvOptions.Ignore, or in Indices or OneHot if they are categories.");
        }
    }

    private CsvFeature Feature(int i)
    {
        string name = _rows.Names[_columns.Features[i]];
        return _kinds[i] is { } kind and not CsvFeatureKind.Number
            ? new CsvFeature(name, kind, [.. _categories[i].Order(StringComparer.Ordinal)], _options.UnknownPlace)
            : CsvFeature.Number(name);
    }
}
