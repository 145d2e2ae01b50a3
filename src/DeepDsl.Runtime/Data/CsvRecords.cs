namespace DeepDsl;

/// <summary>
/// Splits text into records of fields (RFC 4180: quoted fields may hold separators, line ends and doubled quotes). One buffer serves all
/// records, so that a file of millions of numbers makes no strings.
/// </summary>
internal sealed class CsvRecords(TextReader text, char separator, string path)
{
    private readonly List<(int Start, int Length)> _fields = [];
    private char[] _buffer = new char[1 << 12];
    private int _used;
    private int _nextLine = 1;

    /// <summary>Line on which the current record starts, from 1.</summary>
    public int Line { get; private set; }

    public int Count => _fields.Count;

    public ReadOnlySpan<char> this[int field] => _buffer.AsSpan(_fields[field].Start, _fields[field].Length);

    /// <summary>Reads the next record that is not a blank line; false at the end.</summary>
    public bool Next()
    {
        while (text.Peek() >= 0)
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
            int end = text.Peek() == '"' ? ReadQuoted() : ReadPlain();
            _fields.Add((start, _used - start));
            if (end == separator)
            {
                continue;
            }
            if (end == '\r' && text.Peek() == '\n')
            {
                text.Read();
            }
            _nextLine++;
            return;
        }
    }

    /// <summary>Returns the character that ended the field, -1 at the end of the text.</summary>
    private int ReadPlain()
    {
        while (true)
        {
            int c = text.Read();
            if (c < 0 || c == separator || c is '\r' or '\n')
            {
                return c;
            }
            Append((char)c);
        }
    }

    private int ReadQuoted()
    {
        text.Read();
        while (true)
        {
            int c = text.Read();
            if (c < 0)
            {
                throw new InvalidDataException(
                    $"{path}, line {Line}, column {Count + 1}: a quoted field is never closed. Add the closing quote.");
            }
            if (c == '"')
            {
                if (text.Peek() != '"')
                {
                    break;
                }
                text.Read();
            }
            if (c == '\n')
            {
                _nextLine++;
            }
            Append((char)c);
        }
        int end = text.Read();
        if (end >= 0 && end != separator && end is not ('\r' or '\n'))
        {
            throw new InvalidDataException(
                $"{path}, line {Line}, column {Count + 1}: '{(char)end}' follows a closing quote. "
                + "Double the quotes inside a quoted field.");
        }
        return end;
    }

    private void Append(char c)
    {
        if (_used == _buffer.Length)
        {
            Array.Resize(ref _buffer, 2 * _buffer.Length);
        }
        _buffer[_used++] = c;
    }
}
