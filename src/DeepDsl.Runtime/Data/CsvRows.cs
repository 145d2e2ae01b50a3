using System.Globalization;

namespace DeepDsl;

/// <summary>The rows of a CSV file under the names of its columns.</summary>
internal sealed class CsvRows
{
    private readonly string _path;
    private readonly CsvOptions _options;
    private readonly CsvRecords _records;
    private bool _firstIsData;

    public CsvRows(TextReader text, string path, CsvOptions options)
    {
        if (options.SkipLines < 0)
        {
            throw new ArgumentException($"CsvOptions.SkipLines is {options.SkipLines}; it must be 0 or more.");
        }
        (_path, _options) = (path, options);
        SkipLines(text, options.SkipLines);
        _records = new CsvRecords(text, options.Separator, path, options.SkipLines + 1);
        if (!_records.Next())
        {
            throw new InvalidDataException($"{path} holds no data.");
        }
        _firstIsData = !options.Header;
        Names = new string[_records.Count];
        for (int i = 0; i < Names.Length; i++)
        {
            Names[i] = options.Header ? _records[i].Trim().ToString() : $"column {i + 1}";
        }
    }

    /// <summary>Names of the columns, from the header or by their places.</summary>
    public string[] Names { get; }

    /// <summary>Rows read so far.</summary>
    public int Count { get; private set; }

    /// <summary>Rows read so far that ended with their line, rather than with the file.</summary>
    public int WholeRows { get; private set; }

    public bool Next()
    {
        if (!_firstIsData && !_records.Next())
        {
            return false;
        }
        _firstIsData = false;
        if (_records.Count != Names.Length)
        {
            throw new InvalidDataException(
                $"{_path}, line {_records.Line}: {_records.Count} fields, but {Names.Length} were expected, as on the first line.");
        }
        Count++;
        WholeRows += _records.EndsWithFile ? 0 : 1;
        return true;
    }

    /// <summary>What a column holds on the present row.</summary>
    public ReadOnlySpan<char> Cell(int column) => _records[column].Trim();

    public bool IsMissing(ReadOnlySpan<char> text)
    {
        foreach (string missing in _options.MissingTexts)
        {
            if (text.SequenceEqual(missing))
            {
                return true;
            }
        }
        return false;
    }

    public static bool IsNumber(ReadOnlySpan<char> text, out float value) =>
        float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && float.IsFinite(value);

    /// <summary>A number, or what stands for a missing one.</summary>
    public float Number(int column)
    {
        ReadOnlySpan<char> text = Cell(column);
        if (IsNumber(text, out float value))
        {
            return value;
        }
        if (IsMissing(text))
        {
            return _options.Missing switch
            {
                MissingCells.NaN => float.NaN,
                MissingCells.Fill => _options.Fill,
                _ => throw Missing(column, "ignore the column"),
            };
        }
        string header = _records.Line == _options.SkipLines + 1 ? " If the first line holds names, set CsvOptions.Header = true." : "";
        throw Error(
            column,
            $"'{Listing.Short(text.ToString())}' is not a finite number. Correct it, remove the row, leave the column out through "
            + $"CsvOptions.Ignore, or read texts as categories through CsvSchema.Infer.{header}");
    }

    public InvalidDataException Missing(int column, string other) => Error(
        column, $"the cell is empty. Correct it, remove the row, {other}, or set CsvOptions.Missing to MissingCells.NaN or MissingCells.Fill.");

    /// <summary>A text that tells categories apart. What cannot be read becomes one character, so that two of them would become one.</summary>
    public ReadOnlySpan<char> Category(int column, string kind)
    {
        ReadOnlySpan<char> text = Cell(column);
        return text.Contains('\uFFFD')
            ? throw Error(column, $"the {kind} '{Listing.Short(text.ToString())}' is not UTF-8. Save the file in that encoding.")
            : text;
    }

    public InvalidDataException Error(int column, string problem) =>
        new($"{_path}, line {_records.Line}, column {column + 1} ('{Listing.Short(Names[column])}'): {problem}");

    private static void SkipLines(TextReader text, int lines)
    {
        while (lines > 0 && text.Read() is int c and >= 0)
        {
            lines -= c == '\n' ? 1 : 0;
        }
    }
}
