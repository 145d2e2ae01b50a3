using System.Text;

namespace DeepDsl.Compiler.Emit;

/// <summary>Writes indented text, lines ending in LF: <c>using (w.Block("if (a)")) { w.Line("b();"); }</c>.</summary>
public sealed class CodeWriter
{
    private const string Indent = "    ";
    private readonly StringBuilder _text = new();
    private int _depth;
    private bool _fresh = true; // nothing since the last opening brace, so a blank line would only be noise

    public int Length => _text.Length;

    /// <summary>One line; several where <paramref name="text"/> holds line ends, each indented.</summary>
    public CodeWriter Line(string text)
    {
        foreach (string line in text.Split('\n'))
        {
            string trimmed = line.TrimEnd();
            if (trimmed.Length > 0)
            {
                for (int i = 0; i < _depth; i++)
                {
                    _text.Append(Indent);
                }

                _text.Append(trimmed);
            }

            _text.Append('\n');
        }

        _fresh = false;
        return this;
    }

    /// <summary>A blank line, except directly after an opening brace.</summary>
    public CodeWriter Line()
    {
        if (!_fresh)
        {
            _text.Append('\n');
            _fresh = true;
        }

        return this;
    }

    public CodeWriter Lines(IEnumerable<string> lines)
    {
        foreach (string line in lines)
        {
            Line(line);
        }

        return this;
    }

    /// <summary>Short statements, as many to a line as it takes.</summary>
    public CodeWriter Packed(IEnumerable<string> statements)
    {
        int lineLength = 140 - (_depth * Indent.Length);
        StringBuilder line = new();
        foreach (string statement in statements)
        {
            if (line.Length > 0 && line.Length + statement.Length > lineLength)
            {
                Line(line.ToString());
                line.Clear();
            }

            line.Append(line.Length > 0 ? " " : "").Append(statement);
        }

        return line.Length > 0 ? Line(line.ToString()) : this;
    }

    /// <summary>Header, braces, and an indentation until it is disposed of; <paramref name="end"/> follows the closing brace.</summary>
    public Scope Block(string header, string end = "")
    {
        if (header.Length > 0)
        {
            Line(header);
        }

        Line("{");
        _fresh = true;
        _depth++;
        return new Scope(this, "}" + end);
    }

    /// <summary>A loop from 0; where there is one trip, a constant in its place.</summary>
    public Scope Loop(string index, int count)
    {
        if (count != 1)
        {
            return Block($"for (int {index} = 0; {index} < {count}; {index}++)");
        }

        Line($"const int {index} = 0;");
        return default;
    }

    /// <summary>An indentation without braces.</summary>
    public Scope Indented()
    {
        _depth++;
        return new Scope(this, null);
    }

    public override string ToString() => _text.ToString();

    /// <summary>Writers of lists of members end each with a blank line; before a closing brace there is none.</summary>
    private void Close(string? end)
    {
        while (_text.Length > 1 && _text[_text.Length - 1] == '\n' && _text[_text.Length - 2] == '\n')
        {
            _text.Length--;
        }

        _depth--;
        if (end is not null)
        {
            Line(end);
        }
    }

    /// <summary>Ends a block when disposed of.</summary>
    public readonly struct Scope(CodeWriter? writer, string? end) : IDisposable
    {
        public void Dispose() => writer?.Close(end);
    }
}
