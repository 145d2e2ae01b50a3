using System.Globalization;
using System.Text;
using Parquet;
using Parquet.Schema;

namespace DeepDsl.Parquet;

/// <summary>
/// A Parquet file as the text of a table, one group of rows at a time. So all that is known of tables is known in one place: numbers survive
/// being written and read again, and take a few times as long as they would without it.
/// </summary>
internal sealed class ParquetText : TextReader
{
    private const int RowsOfText = 256;

    /// <summary>A group of so many rows fits in memory; a file of few bytes may claim any number.</summary>
    private const int MaxRows = 1 << 26;

    /// <summary>Opening takes milliseconds; what takes longer than this will not end.</summary>
    internal static readonly TimeSpan LongestOpening = TimeSpan.FromSeconds(10);

    private readonly string _path;
    private readonly string _missing;
    private readonly ParquetReader _reader;
    private readonly (string Name, DataField? Read)[] _columns;
    private readonly StringBuilder _text = new();
    private int _at;
    private int _group;
    private int _row;
    private Func<int, string?>?[] _cells = [];
    private int _rows;

    public ParquetText(string path, CsvOptions options)
    {
        _path = path;
        _missing = options.MissingTexts.Count > 0 ? options.MissingTexts[0] : "";
        if (!File.Exists(path))
        {
            throw new FileNotFoundException($"There is no file {path}.", path);
        }
        _reader = Guarded(() => Open(path));
        Field[] fields = Guarded(() => _reader.Schema.Fields.ToArray());
        string? label = options.Label ?? (options.LabelIndex is { } index && index >= -fields.Length && index < fields.Length
            ? fields[index < 0 ? index + fields.Length : index].Name : null);
        _columns = Array.ConvertAll(fields, f => (f.Name, IsRead(f.Name, label, options) ? Checked(f) : null));
        WriteRow(_columns.Select(c => c.Name));
    }

    public override int Peek() => Fill() ? _text[_at] : -1;

    public override int Read() => Fill() ? _text[_at++] : -1;

    public override int Read(char[] buffer, int index, int count)
    {
        if (count == 0 || !Fill())
        {
            return 0;
        }
        int taken = Math.Min(count, _text.Length - _at);
        _text.CopyTo(_at, buffer, index, taken);
        _at += taken;
        return taken;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _reader.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
        base.Dispose(disposing);
    }

    /// <summary>Of some thousand damaged files one kept the library in an endless loop, which then goes on, but nobody waits for it.</summary>
    private static ParquetReader Open(string path)
    {
        Task<ParquetReader> open = Task.Run(() => ParquetReader.CreateAsync(path, new ParquetOptions { UseDateOnlyTypeForDates = true }));
        return Task.WaitAny([open], LongestOpening) == 0
            ? open.GetAwaiter().GetResult()
            : throw new InvalidDataException($"what it holds was not found within {LongestOpening.TotalSeconds} seconds.");
    }

    private static bool IsRead(string name, string? label, CsvOptions options) =>
        name == label || (options.Features == null ? !options.Ignore.Contains(name) : options.Features.Contains(name));

    private DataField Checked(Field field) => field is DataField { IsArray: false } data && ParquetCells.CanRead(data)
        ? data
        : throw new InvalidDataException(
            $"{_path}: column '{Listing.Short(field.Name)}' holds {(field is DataField { IsArray: false } other ? other.ClrType.Name : "lists or records")}, "
            + "where numbers, texts or dates can be read. Leave it out through CsvOptions.Ignore or Features.");

    /// <summary>Whether there is text that was not read.</summary>
    private bool Fill()
    {
        if (_at < _text.Length)
        {
            return true;
        }
        _text.Clear();
        _at = 0;
        while (_row == _rows)
        {
            if (_group == _reader.RowGroupCount)
            {
                return false;
            }
            ReadGroup();
        }
        for (int end = Math.Min(_rows, _row + RowsOfText); _row < end; _row++)
        {
            WriteRow(_cells.Select(c => c == null ? "" : c(_row) ?? _missing));
        }
        return true;
    }

    private void ReadGroup() => Guarded(() =>
    {
        using ParquetRowGroupReader group = _reader.OpenRowGroupReader(_group++);
        if (group.RowCount is < 0 or > MaxRows)
        {
            throw new InvalidDataException(string.Create(
                CultureInfo.InvariantCulture, $"it has a group of {group.RowCount:N0} rows, and groups of up to {MaxRows:N0} can be read."));
        }
        (_row, _rows) = (0, (int)group.RowCount);
        _cells = Array.ConvertAll(_columns, c => c.Read == null ? null : ParquetCells.Read(group, c.Read, _rows));
        return _rows;
    });

    private void WriteRow(IEnumerable<string> cells)
    {
        string between = "";
        foreach (string cell in cells)
        {
            _text.Append(between);
            between = ",";
            if (cell.AsSpan().ContainsAny(",\"\r\n"))
            {
                _text.Append('"').Append(cell.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
            }
            else
            {
                _text.Append(cell);
            }
        }
        _text.Append('\n');
    }

    /// <summary>What the library throws at a damaged file is of any type.</summary>
    private T Guarded<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is not UnauthorizedAccessException)
        {
            throw new InvalidDataException($"{_path} is no Parquet file that can be read, or is damaged: {e.Message}", e);
        }
    }
}
