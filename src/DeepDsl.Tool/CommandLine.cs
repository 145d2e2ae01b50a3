using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using DeepDsl.Tool.Commands;

namespace DeepDsl.Tool;

/// <summary>The commands, and what their failures look like: one sentence on the error stream.</summary>
internal static class CommandLine
{
    private const string Name = "deepdsl";

    public static int Run(string[] args, ToolOutput output, string folder, CancellationToken stop)
    {
        // No RootCommand, which takes its name from the file that runs: dotnet, or a host of tests.
        Command root = new(
            Name,
            "Models of DeepDsl on the command line. But for bench, export and report, no command runs code of yours. The exit code is 0 "
            + "where all is well, 1 where a model has errors, and 2 where the command could not do its work, for the reason that it tells on "
            + "the error stream.");
        root.Options.Add(new HelpOption());
        root.Options.Add(new VersionOption());
        Workplace workplace = new(output, folder, stop);
        root.Subcommands.Add(SummaryCommand.Create(workplace));
        root.Subcommands.Add(GraphCommand.Create(workplace));
        root.Subcommands.Add(CheckCommand.Create(workplace));
        root.Subcommands.Add(DiffCommand.Create(workplace));
        root.Subcommands.Add(InspectCommand.Create(workplace));
        root.Subcommands.Add(ImportCommand.Create(workplace));
        root.Subcommands.Add(TuneCommand.Create(workplace));
        root.Subcommands.Add(BenchCommand.Create(workplace));
        root.Subcommands.Add(ExportCommand.Create(workplace));
        root.Subcommands.Add(ReportCommand.Create(workplace));
        root.Subcommands.Add(WatchCommand.Create(workplace));
        root.Subcommands.Add(NewCommand.Create(workplace));

        ParseResult parsed = root.Parse(args);
        string? mistake = UnknownOption(args, parsed.CommandResult) is { } option ? $"There is no option {option}."
            : parsed.UnmatchedTokens.Count > 0 ? parsed.CommandResult.Command.Subcommands.Count > 0
                ? $"There is no command {parsed.UnmatchedTokens[0]}."
                : $"{parsed.UnmatchedTokens[0]} is one argument too many."
            : parsed.Errors.Count > 0 ? Listing.Sentence(parsed.Errors[0].Message) : null;
        if (mistake is not null)
        {
            output.Note($"{mistake} See {Path(parsed.CommandResult)} --help.");
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

    /// <summary>
    /// What begins as an option does and is none, which would be taken for a path: such a path is written as ./-name, or stands behind --.
    /// </summary>
    private static string? UnknownOption(string[] args, CommandResult command)
    {
        HashSet<string> known = [.. OptionsOf(command).SelectMany(o => o.Aliases.Append(o.Name))];
        return args.TakeWhile(a => a != "--").FirstOrDefault(a => a.Length > 1 && a[0] == '-' && !known.Contains(a.Split('=', ':')[0]));
    }

    private static IEnumerable<Option> OptionsOf(CommandResult command) =>
        command.Command.Options.Concat(command.Parent is CommandResult parent ? OptionsOf(parent).Where(o => o.Recursive) : []);

    /// <summary>The commands that were typed.</summary>
    private static string Path(CommandResult command) =>
        command.Parent is CommandResult parent ? $"{Path(parent)} {command.Command.Name}" : Name;
}
