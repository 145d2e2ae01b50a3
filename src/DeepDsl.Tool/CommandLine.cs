using System.CommandLine;
using System.CommandLine.Parsing;
using DeepDsl.Tool.Commands;

namespace DeepDsl.Tool;

/// <summary>The commands, and what their failures look like: one sentence on the error stream.</summary>
internal static class CommandLine
{
    public static int Run(string[] args, ToolOutput output, string folder, CancellationToken stop)
    {
        RootCommand root = new("Models of DeepDsl on the command line. No command runs code of yours. The exit code is 0 where all is well, 1 where a model has "
            + "errors, and 2 where the command could not do its work, for the reason that it tells on the error stream.");
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
        if (UnknownOption(parsed) is { } option)
        {
            output.Note($"There is no option {option}. See deepdsl {Path(parsed.CommandResult)}--help.");
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

    /// <summary>What would be taken for a path, and is none: those that begin so are written as ./-name, or behind --.</summary>
    private static string? UnknownOption(ParseResult parsed) =>
        parsed.Tokens.TakeWhile(t => t.Type != TokenType.DoubleDash)
            .FirstOrDefault(t => t.Type == TokenType.Argument && t.Value.Length > 1 && t.Value[0] == '-')?.Value;

    private static string Sentence(string message) => message.EndsWith('.') ? message : message + ".";

    /// <summary>The names of the commands that were typed, each with a space behind it.</summary>
    private static string Path(CommandResult command) =>
        command.Parent is CommandResult parent ? $"{Path(parent)}{command.Command.Name} " : "";
}
