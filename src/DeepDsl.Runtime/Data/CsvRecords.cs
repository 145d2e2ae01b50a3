using System.Globalization;

namespace DeepDsl;

/// <summary>
/// Splits text into records of fields (RFC 4180: quoted fields may hold separators, line ends and doubled quotes). One buffer serves all
/// records, so that a file of millions of numbers makes no strings.
/// </summary>
internal sealed class CsvRecords(TextReader text, char separator, string path, int firstLine = 1)
{
    /// <summary>A million numbers take less; compressed data may claim any length in a small file.</summary>
    private const int MaxLength = 1 << 26;

    private readonly List<(int Start, int Length)> _fields = [];
    private readonly char[] _block = new char[1 << 15];
    private int _blockAt;
    private int _blockLength;
    private char[] _buffer = new char[1 << 12];
    private int _used;
    private int _nextLine = firstLine;

    /// <summary>Line on which the current record starts, from 1.</summary>
    public int Line { get; private set; }

    /// <summary>Whether the current record ended with the file rather than with a line end.</summary>
    public bool EndsWithFile { get; private set; }

    public int Count => _fields.Count;

    public ReadOnlySpan<char> this[int field] => _buffer.AsSpan(_fields[field].Start, _fields[field].Length);

    /// <summary>Reads the next record that is not a blank line; false at the end.</summary>
    public bool Next()
    {
        while (Peek() >= 0)
        {
            ReadRecord();
            if (Count > 1 || !this[0].IsWhiteSpace())
            {
                return true;
            }
        }
        return false;
    }

    private void ReadRecord()
    {
        _fields.Clear();
        _used = 0;
        Line = _nextLine;
        while (true)
        {
            int start = _used;
            int end = Peek() == '"' ? ReadQuoted() : ReadPlain();
            _fields.Add((start, _used - start));
            if (end == separator)
            {
                continue;
            }
            if (end == '\r' && Peek() == '\n')
            {
                Read();
            }
            EndsWithFile = end < 0;
            _nextLine++;
            return;
        }
    }

    /// <summary>Returns the character that ended the field, -1 at the end of the text.</summary>
    private int ReadPlain()
    {
        while (Peek() >= 0)
        {
            ReadOnlySpan<char> ahead = _block.AsSpan(_blockAt, _blockLength - _blockAt);
            int length = ahead.IndexOfAny(separator, '\r', '\n');
            Append(length < 0 ? ahead : ahead[..length]);
            _blockAt += length < 0 ? ahead.Length : length;
            if (length >= 0)
            {
                return Read();
            }
        }
        return -1;
    }

    private int ReadQuoted()
    {
        int openedOn = _nextLine;
        Read();
        while (true)
        {
            if (Peek() < 0)
            {
                throw new InvalidDataException(
                    $"{path}, line {openedOn}, column {Count + 1}: a quoted field is never closed. Add the closing quote.");
            }
            ReadOnlySpan<char> ahead = _block.AsSpan(_blockAt, _blockLength - _blockAt);
            int length = ahead.IndexOf('"');
            ReadOnlySpan<char> piece = length < 0 ? ahead : ahead[..length];
            Append(piece);
            _nextLine += piece.Count('\n');
            _blockAt += piece.Length;
            if (length < 0)
            {
                continue;
            }
            Read();
            if (Peek() != '"')
            {
                break;
            }
            Append("\"");
            Read();
        }
        int end = Read();
        if (end >= 0 && end != separator && end is not ('\r' or '\n'))
        {
            throw new InvalidDataException(
                $"{path}, line {Line}, column {Count + 1}: '{(char)end}' follows a closing quote. "
                + "Double the quotes inside a quoted field.");
        }
        return end;
    }

    /// <summary>The next character, -1 at the end. A block of our own: a reader's own calls take most of the time otherwise.</summary>
    private int Peek()
    {
        if (_blockAt == _blockLength)
        {
            _blockAt = 0;
            _blockLength = text.Read(_block);
        }
        return _blockLength == 0 ? -1 : _block[_blockAt];
    }

    private int Read()
    {
        int c = Peek();
        _blockAt += c < 0 ? 0 : 1;
        return c;
    }

    private void Append(ReadOnlySpan<char> more)
    {
        if (_used + more.Length > _buffer.Length)
        {
            if (_used + more.Length > MaxLength)
            {
                throw new InvalidDataException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{path}, line {Line}: the row has more than "
                    + $"{MaxLength:N0} characters. Is the file a table, and is a quote left open?"));
            }
            Array.Resize(ref _buffer, Math.Max(2 * _buffer.Length, _used + more.Length));
        }
        more.CopyTo(_buffer.AsSpan(_used));
        _used += more.Length;
    }
}
