using Spectre.Console;

namespace DeepDsl.Tool;

/// <summary>
/// Where commands write. Results go to the output and everything else to the error stream, so that a result can be piped. What is redirected
/// gets plain text of any width; a terminal gets colours, unless NO_COLOR is set, and tables that wrap to its width.
/// </summary>
/// <param name="output">For results.</param>
/// <param name="error">For everything else.</param>
/// <param name="terminal">Where the output is one.</param>
internal sealed class ToolOutput(TextWriter output, TextWriter error, IAnsiConsole? terminal)
{
    private const int Gap = 2;

    public TextWriter Out => output;

    public TextWriter Error => error;

    public static ToolOutput OfConsole() =>
        new(Console.Out, Console.Error, Console.IsOutputRedirected ? null : AnsiConsole.Console);

    /// <summary>A line that is not part of a result.</summary>
    public void Note(string line) => error.WriteLine(line);

    /// <summary>A line whose beginning says how bad it is.</summary>
    public void Line(string before, string coloured, string after, Color color)
    {
        if (terminal is null)
        {
            output.WriteLine(before + coloured + after);
        }
        else
        {
            terminal.Write(new Text(before));
            terminal.Write(new Text(coloured, new Style(color)));
            terminal.WriteLine(after);
        }
    }

    /// <summary>Rows below a header, in columns.</summary>
    /// <param name="rows">Of equally many cells; the first is the header.</param>
    /// <param name="firstNumber">The column from which on cells stand at the right.</param>
    public void Table(IReadOnlyList<string[]> rows, int firstNumber)
    {
        int[] widths = [.. Enumerable.Range(0, rows[0].Length).Select(c => rows.Max(r => r[c].Length))];
        if (terminal is null || widths.Sum() + (Gap * (widths.Length - 1)) <= terminal.Profile.Width)
        {
            foreach (string[] row in rows)
            {
                string line = string.Join(new string(' ', Gap),
                    row.Select((cell, c) => c < firstNumber ? cell.PadRight(widths[c]) : cell.PadLeft(widths[c]))).TrimEnd();
                Line(row == rows[0] ? "" : line, row == rows[0] ? line : "", "", Color.Grey);
            }
        }
        else
        {
            Wrapped(terminal, rows, firstNumber);
        }
    }

    /// <summary>Cells that are too long for the terminal go on below, in their columns.</summary>
    private static void Wrapped(IAnsiConsole terminal, IReadOnlyList<string[]> rows, int firstNumber)
    {
        Table table = new() { Border = TableBorder.Simple };
        for (int c = 0; c < rows[0].Length; c++)
        {
            table.AddColumn(new TableColumn(new Text(rows[0][c])) { Alignment = c < firstNumber ? Justify.Left : Justify.Right });
        }
        foreach (string[] row in rows.Skip(1))
        {
            table.AddRow(row.Select(cell => new Text(cell)));
        }
        terminal.Write(table);
    }
}
