using Spectre.Console;
using Spectre.Console.Rendering;

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
    /// <summary>Of a screen, what stands above and below the rows of a table, with a prompt.</summary>
    private const int RowsAround = 8;

    private readonly bool _hasColours = terminal?.Profile.Capabilities is { Ansi: true, ColorSystem: not ColorSystem.NoColors };

    public TextWriter Out => output;

    public TextWriter Error => error;

    public static ToolOutput OfConsole() =>
        new(Console.Out, Console.Error, Console.IsOutputRedirected ? null : AnsiConsole.Console);

    /// <summary>A line that is not part of a result.</summary>
    public void Note(string line) => error.WriteLine(line);

    /// <summary>A line of which a part has a colour, on a terminal that shows these.</summary>
    public void Line(string before, string coloured, string after, Tone tone) => output.WriteLine(
        _hasColours ? $"{before}\u001b[{(int)tone}m{coloured}\u001b[0m{after}" : before + coloured + after);

    /// <summary>Rows below a header, in columns.</summary>
    /// <param name="rows">Of equally many cells; the first is the header.</param>
    /// <param name="firstNumber">The column from which on cells stand at the right.</param>
    public void Table(IReadOnlyList<string[]> rows, int firstNumber)
    {
        (IReadOnlyList<string> header, IReadOnlyList<string> body) = TextTable.Lines(rows, firstNumber, terminal?.Profile.Width);
        foreach (string line in header)
        {
            Line("", line, "", Tone.Quiet);
        }
        foreach (string line in body)
        {
            output.WriteLine(line);
        }
    }

    /// <summary>Something that is drawn in place on a terminal that can, and written line by line elsewhere.</summary>
    /// <param name="first">What is drawn before anything is known.</param>
    /// <param name="draw">Gets the place, and how many rows of a table there is room for.</param>
    /// <param name="write">The same without a place.</param>
    public T Live<T>(IRenderable first, Func<LiveDisplayContext, int, T> draw, Func<T> write) =>
        terminal is { Profile: { Capabilities.Ansi: true, Height: var height } }
            ? terminal.Live(first).Start(display => draw(display, Math.Max(1, height - RowsAround))) : write();
}
