using System.Diagnostics;
using DeepDsl.Tests;
using DeepDsl.Tool.Watching;

namespace DeepDsl.Tool.Tests;

/// <summary>Dashboards that are late, odd or gone.</summary>
public sealed class LostWatchTests
{
    private const string First = "[1, 0.5]";
    private const string Second = "[2, 0.25]";

    /// <summary>Validation comes after the last batch of the last epoch.</summary>
    [Theory]
    [InlineData("", 1)]
    [InlineData(Second, 0)]
    public void A_training_is_complete_when_its_last_epoch_has_ended(string row, int exitCode)
    {
        using FakeDashboard dashboard = new(FakeDashboard.State(2, 5, rows: First), FakeDashboard.State(2, 5, rows: row));
        ToolRun run = ToolRun.In(".", "watch", dashboard.Address.AbsoluteUri);
        Assert.Equal(exitCode, run.ExitCode);
        Assert.EndsWith(
            " answers no more. What was seen last: epoch 2/2  batch 5/5  loss 0.5  rate 0.1  8 samples/s\n", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_late_answer_is_waited_for_and_said_once()
    {
        using FakeDashboard dashboard = new(
            FakeDashboard.State(1, 2), FakeDashboard.Silence, FakeDashboard.Silence, FakeDashboard.State(2, 5, "ended", rows: First));
        using DashboardClient client = new(dashboard.Address, CancellationToken.None, TimeSpan.FromSeconds(0.5));
        using StringWriter output = new() { NewLine = "\n" };
        FollowedRun run = FollowRun.Until(client, new LineView(output), CancellationToken.None);
        Assert.Null(run.Lost);
        Assert.Equal("ended", run.Last?.Phase);
        Assert.Equal(
            ["Net on CPU, 10 parameters", "does not answer; before: epoch 1/2  batch 2/5  loss 0.5  rate 0.1  8 samples/s", "epoch 1/2  loss 0.5"],
            output.ToString().Split('\n')[..3]);
    }

    [Fact]
    public void Another_run_at_the_same_port_is_said()
    {
        using FakeDashboard dashboard = new(FakeDashboard.State(1, 2), FakeDashboard.Forbidden);
        ToolRun run = ToolRun.In(".", "watch", dashboard.Address.AbsoluteUri);
        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith(
            $"Another run answers at {dashboard.Address.GetLeftPart(UriPartial.Authority)} by now, under an address of its own. What was seen",
            run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"epoch\", \"loss\"", "[]")]
    [InlineData("\"epoch\", \"loss\"", "[1]")]
    [InlineData("\"epoch\", \"loss\"", "[null, 1]")]
    [InlineData("", "[]")]
    [InlineData("\"epoch\", null", "")]
    public void What_no_dashboard_says_is_a_sentence(string columns, string rows)
    {
        using FakeDashboard dashboard = new(FakeDashboard.State(1, 2, columns: columns, rows: rows));
        Assert.EndsWith(
            " is no dashboard that this tool knows.", ToolRun.Refused(".", "watch", dashboard.Address.AbsoluteUri), StringComparison.Ordinal);
    }

    /// <summary>Which bring down a process that does not know them, and leave what it has started and written.</summary>
    [Theory]
    [InlineData("TERM")]
    [InlineData("HUP")]
    public async Task Signals_end_a_command_in_order(string signal)
    {
        if (OperatingSystem.IsWindows())
        {
            return; // which has no signals between processes
        }
        using Dashboard dashboard = new();
        ProcessStartInfo start = new("dotnet", [typeof(CommandLine).Assembly.Location, "watch", dashboard.Start().AbsoluteUri])
        {
            RedirectStandardOutput = true,
        };
        Net net = new(seed: 1);
        Assert.True(dashboard.Step(net, 0.75, samples: 8));
        using Process tool = Process.Start(start)!;
        Assert.StartsWith("Net on CPU", await tool.StandardOutput.ReadLineAsync(), StringComparison.Ordinal);
        using Process kill = Process.Start("kill", ["-s", signal, $"{tool.Id}"]);
        await tool.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(130, tool.ExitCode);
    }
}
