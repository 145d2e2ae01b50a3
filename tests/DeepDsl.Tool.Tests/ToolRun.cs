using Spectre.Console;

namespace DeepDsl.Tool.Tests;

/// <summary>A command as it was typed in a folder, and what came of it.</summary>
internal sealed record ToolRun(int ExitCode, string Output, string Error)
{
    /// <summary>As with both streams redirected.</summary>
    public static ToolRun In(string folder, params string[] arguments) => Run(folder, terminalWidth: null, colours: false, arguments);

    /// <summary>As on a terminal of that width.</summary>
    public static ToolRun OnTerminal(string folder, int width, bool colours, params string[] arguments) => Run(folder, width, colours, arguments);

    /// <summary>The output of a command that must do its work.</summary>
    public static string Done(string folder, params string[] arguments)
    {
        ToolRun run = In(folder, arguments);
        Assert.True(run.ExitCode == 0, $"{string.Join(' ', arguments)} ended with {run.ExitCode}:\n{run.Error}");
        return run.Output;
    }

    /// <summary>The sentence of a command that can't do its work; nothing else may be written.</summary>
    public static string Refused(string folder, params string[] arguments)
    {
        ToolRun run = In(folder, arguments);
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        string line = Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)).TrimEnd('\r');
        Assert.EndsWith(".", line, StringComparison.Ordinal);
        return line;
    }

    private static ToolRun Run(string folder, int? terminalWidth, bool colours, string[] arguments)
    {
        using StringWriter output = new() { NewLine = "\n" };
        using StringWriter error = new() { NewLine = "\n" };
        IAnsiConsole? terminal = terminalWidth is not { } width ? null : AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = colours ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = colours ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Out = new FixedWidth(output, width),
        });
        int code = CommandLine.Run(arguments, new ToolOutput(output, error, terminal), folder, CancellationToken.None);
        return new ToolRun(code, output.ToString(), error.ToString());
    }

    private sealed class FixedWidth(TextWriter writer, int width) : IAnsiConsoleOutput
    {
        public TextWriter Writer => writer;

        public bool IsTerminal => true;

        public int Width => width;

        public int Height => 40;

        public void SetEncoding(System.Text.Encoding encoding)
        {
        }
    }
}
