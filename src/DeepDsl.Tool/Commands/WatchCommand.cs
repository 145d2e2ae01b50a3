using System.CommandLine;
using DeepDsl.Tool.Watching;

namespace DeepDsl.Tool.Commands;

/// <summary>A training that runs in another program, by its dashboard.</summary>
internal static class WatchCommand
{
    public static Command Create(Workplace workplace)
    {
        Command command = new(
            "watch",
            "Follows a training by the address of its dashboard: a table on a terminal, else a line for each epoch. Ends with the training, "
            + "and with 1 where that failed, was cancelled, or its program is gone before the end.");
        Argument<string> address = new("address")
        {
            Description = "What the program wrote when it began, such as http://127.0.0.1:5005/?token=41e6...",
        };
        command.Arguments.Add(address);
        command.SetAction(parsed => Run(workplace, Address(parsed.GetValue(address)!)));
        return command;
    }

    private static int Run(Workplace workplace, Uri address)
    {
        using DashboardClient dashboard = new(address, workplace.Stop);
        FollowedRun run = workplace.Output.Live(
            TableView.Empty,
            (display, rows) => FollowRun.Until(dashboard, new TableView(display, rows), workplace.Stop),
            () => FollowRun.Until(dashboard, new LineView(workplace.Output.Out), workplace.Stop));
        if (run.Last is not { } last)
        {
            throw new ToolException($"The program at {dashboard.Shown} answers no more, and had begun no training.");
        }
        if (run.Lost is { } silence)
        {
            string what = silence == Silence.Replaced
                ? $"Another run answers at {dashboard.Shown} by now, under an address of its own."
                : $"The program at {dashboard.Shown} answers no more.";
            workplace.Output.Note($"{what} What was seen last: {RunText.Status(last)}");
            return run.IsComplete ? ExitCode.Success : ExitCode.Findings;
        }
        return last.Phase is "ended" or "stopped" ? ExitCode.Success : ExitCode.Findings;
    }

    private static Uri Address(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out Uri? address) && address.Scheme == Uri.UriSchemeHttp ? address
        : throw new ToolException(
            $"'{Listing.Short(text)}' is no address of a dashboard. Give what the program wrote when it began, in quotes, as "
            + "'http://127.0.0.1:5005/?token=41e6...'.");
}
