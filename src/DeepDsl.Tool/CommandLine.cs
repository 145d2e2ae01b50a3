using System.CommandLine;
using DeepDsl.Tool.Commands;

namespace DeepDsl.Tool;

/// <summary>The commands, and what their failures look like: one sentence on the error stream.</summary>
internal static class CommandLine
{
    public static int Run(string[] args, ToolOutput output, string folder, CancellationToken stop)
    {
        RootCommand root = new("Models of DeepDsl on the command line. No command runs code of yours.");
        Workplace workplace = new(output, folder, stop);
        root.Subcommands.Add(SummaryCommand.Create(workplace));
        root.Subcommands.Add(GraphCommand.Create(workplace));
        root.Subcommands.Add(CheckCommand.Create(workplace));
        root.Subcommands.Add(DiffCommand.Create(workplace));
        root.Subcommands.Add(InspectCommand.Create(workplace));
        root.Subcommands.Add(TuneCommand.Create(workplace));
        root.Subcommands.Add(NewCommand.Create(workplace));

        ParseResult parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            output.Note($"{Sentence(parsed.Errors[0].Message)} See deepdsl {Path(parsed.CommandResult)}--help.");
            return ExitCode.Failure;
        }
        try
        {
            return parsed.Invoke(new InvocationConfiguration
            {
                Output = output.Out,
                Error = output.Error,
                EnableDefaultExceptionHandler = false,
            });
        }
        catch (OperationCanceledException)
        {
            return ExitCode.Interrupted;
        }
        catch (Exception e) when (e is ToolException or IOException or InvalidDataException or UnauthorizedAccessException)
        {
            output.Note(e.Message);
            return ExitCode.Failure;
        }
    }

    private static string Sentence(string message) => message.EndsWith('.') ? message : message + ".";

    /// <summary>The names of the commands that were typed, each with a space behind it.</summary>
    private static string Path(System.CommandLine.Parsing.CommandResult command) =>
        command.Parent is System.CommandLine.Parsing.CommandResult parent ? $"{Path(parent)}{command.Command.Name} " : "";
}
