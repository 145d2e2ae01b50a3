using Spectre.Console;

namespace DeepDsl.Tool;

/// <summary>
/// Where commands write. Results go to the output and everything else to the error stream, so that a result can be piped. What is redirected
/// gets plain text of any width; a terminal gets colours, unless NO_COLOR is set, and tables that give way to its width.
/// </summary>
/// <param name="output">For results.</param>
/// <param name="error">For everything else.</param>
/// <param name="terminal">Where the output is one.</param>
internal sealed class ToolOutput(TextWriter output, TextWriter error, IAnsiConsole? terminal)
{
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
        (IReadOnlyList<string> header, IReadOnlyList<string> body) = TextTable.Lines(rows, firstNumber, terminal?.Profile.Width);
        foreach (string line in header)
        {
            Line("", line, "", Color.Grey);
        }
        foreach (string line in body)
        {
            output.WriteLine(line);
        }
    }
}
