using System.Text;

namespace DeepDsl.Tests.Training;

/// <summary>What a terminal of some columns shows of what is written to it: it knows line ends and carriage returns, and wraps.</summary>
internal sealed class Screen : TextWriter
{
    private readonly List<StringBuilder> _rows = [new()];
    private int _column;

    public Screen(int columns)
    {
        Columns = columns;
        NewLine = "\n";
    }

    /// <summary>Those that go are lost with what they show.</summary>
    public int Columns
    {
        get;
        set
        {
            field = value;
            _rows.ForEach(r => r.Length = Math.Min(r.Length, value));
            _column = Math.Min(_column, value);
        }
    }

    /// <summary>What was written, call by call.</summary>
    public List<string> Writes { get; } = [];

    /// <summary>The rows, without the spaces behind.</summary>
    public string[] Rows => [.. _rows.Select(r => r.ToString().TrimEnd())];

    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value) => Write(value.ToString());

    public override void Write(string? value)
    {
        Writes.Add(value!);
        foreach (char c in value!)
        {
            Put(c);
        }
    }

    private void Put(char c)
    {
        if (c == '\r')
        {
            _column = 0;
            return;
        }
        if (c == '\n' || _column == Columns)
        {
            _rows.Add(new());
            _column = 0;
        }
        if (c == '\n')
        {
            return;
        }
        StringBuilder row = _rows[^1];
        row.Append(' ', Math.Max(0, _column + 1 - row.Length));
        row[_column++] = c;
    }
}
