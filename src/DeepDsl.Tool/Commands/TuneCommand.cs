using System.CommandLine;

namespace DeepDsl.Tool.Commands;

/// <summary>What a search for settings has found so far.</summary>
internal static class TuneCommand
{
    public static Command Create(Workplace workplace)
    {
        Command tune = new("tune", "What searches for settings keep in their folders.");
        Command status = new(
            "status", "The best trials of a search, also while it runs, what became of the others, and which settings matter.");
        Argument<string> folder = new("folder") { Description = "The Store of the search." };
        Option<string?> svg = new("--svg") { Description = "A file for the picture of the trials.", HelpName = "file" };
        Option<string?> csv = new("--csv") { Description = "A file for all trials as a table.", HelpName = "file" };
        status.Arguments.Add(folder);
        status.Options.Add(svg);
        status.Options.Add(csv);
        status.SetAction(parsed => Run(workplace, parsed.GetValue(folder)!, parsed.GetValue(svg), parsed.GetValue(csv)));
        tune.Subcommands.Add(status);
        return tune;
    }

    private static int Run(Workplace workplace, string folder, string? svg, string? csv)
    {
        string full = workplace.Full(folder);
        if (!Directory.Exists(full))
        {
            throw new ToolException($"{folder} is no folder. Name the one that SearchOptions.Store names.");
        }
        SearchResult result = SearchResult.Load(full);
        workplace.Output.Out.WriteLine(result.ToString());
        TextFile.WriteAsked(workplace, svg, result.ToSvg);
        TextFile.WriteAsked(workplace, csv, result.ToCsv);
        return ExitCode.Success;
    }
}
