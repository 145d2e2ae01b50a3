using System.Globalization;
using DeepDsl.Tests;

namespace DeepDsl.Tool.Tests;

/// <summary>Trainings in the process of the tests, watched by their dashboards.</summary>
public sealed class WatchTests : IDisposable
{
    private readonly Dashboard _dashboard = new();
    private readonly Net _net = new(seed: 1);

    public void Dispose() => _dashboard.Dispose();

    [Fact]
    public async Task A_fit_is_a_line_for_each_epoch_and_ends_with_it()
    {
        Task<ToolRun> watching = Watch();
        History history = Fit(epochs: 3);
        ToolRun run = await watching;
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        string[] lines = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(5, lines.Length);
        Assert.StartsWith("Net on CPU (", lines[0], StringComparison.Ordinal);
        Assert.EndsWith(", 43,706 parameters", lines[0], StringComparison.Ordinal);
        Assert.All(history.Epochs, epoch =>
        {
            string begin = string.Create(CultureInfo.InvariantCulture, $"epoch {epoch.Epoch}/3  loss {epoch.Loss:G4}  ");
            Assert.StartsWith(begin, lines[epoch.Epoch], StringComparison.Ordinal);
        });
        Assert.StartsWith("ended  epoch 3/3  batch 2/2  loss ", lines[4], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_terminal_has_a_table_that_is_drawn_in_place()
    {
        _dashboard.Start();
        Task<ToolRun> watching = Task.Run(() => ToolRun.OnTerminal(".", 100, true, "watch", _dashboard.Address!.AbsoluteUri));
        History history = Fit(epochs: 2);
        ToolRun run = await watching;
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        string[] lines = [.. run.Output.Split('\n').Select(l => l.Trim())];
        string last = lines.Last(l => l.StartsWith("2 ", StringComparison.Ordinal));
        Assert.Contains(history.Epochs[1].Loss.ToString("G4", CultureInfo.InvariantCulture), last, StringComparison.Ordinal);
        Assert.Contains(lines, l => l.StartsWith("epoch ", StringComparison.Ordinal) && l.Contains("learning_rate", StringComparison.Ordinal));
        Assert.Contains(lines, l => l.StartsWith("ended  epoch 2/2", StringComparison.Ordinal));
        Assert.Contains("\u001b[", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_training_that_fails_ends_with_1_and_its_reason()
    {
        Task<ToolRun> watching = Watch();
        Assert.Throws<InvalidDataException>(() => Fit(epochs: 2, _ => throw new InvalidDataException("The camera\u001b[31m is gone.")));
        ToolRun run = await watching;
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("\nfailed: The camera", run.Output, StringComparison.Ordinal);
        Assert.Contains(" is gone.  epoch 1/2", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_that_is_gone_before_the_end_is_said()
    {
        _dashboard.Start();
        using FirstLine output = new();
        using StringWriter error = new();
        Task<int> watching = Task.Run(() => CommandLine.Run(
            ["watch", _dashboard.Address!.AbsoluteUri], new ToolOutput(output, error, terminal: null), ".", CancellationToken.None));
        Assert.True(_dashboard.Step(_net, 0.75, samples: 8));
        await output.Written.WaitAsync(TimeSpan.FromMinutes(1));
        _dashboard.Dispose();
        Assert.Equal(1, await watching);
        Assert.Contains(
            " answers no more. What was seen last: update 1  loss 0.75  rate 0.001  ", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_address_that_leads_nowhere_is_a_sentence()
    {
        string address = _dashboard.Start().GetLeftPart(UriPartial.Authority);
        Assert.Equal(
            $"The dashboard at {address} does not know that token, or listens at a port of another number than the one that leads to it. "
            + "Give the whole address that the program wrote when it began.",
            ToolRun.Refused(".", "watch", address + "/?token=0"));
        _dashboard.Dispose();
        Assert.Equal(
            $"Nothing answers at {address}. Start the training, and give the address that it writes.", ToolRun.Refused(".", "watch", address));
        Assert.StartsWith("'5005' is no address of a dashboard.", ToolRun.Refused(".", "watch", "5005"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_watches_can_go()
    {
        _dashboard.Start();
        using CancellationTokenSource stop = new(TimeSpan.FromMilliseconds(500));
        using StringWriter output = new();
        int code = await Task.Run(() => CommandLine.Run(
            ["watch", _dashboard.Address!.AbsoluteUri], new ToolOutput(output, output, terminal: null), ".", stop.Token));
        Assert.Equal((130, ""), (code, output.ToString()));
    }

    private Task<ToolRun> Watch()
    {
        _dashboard.Start();
        return Task.Run(() => ToolRun.In(".", "watch", _dashboard.Address!.AbsoluteUri));
    }

    private History Fit(int epochs, Action<FitContext>? atEpochEnd = null)
    {
        Dataset data = Dataset.FromArrays(new float[8 * 28 * 28], [0, 1, 2, 3, 4, 5, 6, 7]);
        Unhurried unhurried = new(atEpochEnd);
        return _net.Fit(data, new FitOptions { Epochs = epochs, BatchSize = 4, Callbacks = [_dashboard, unhurried] });
    }

    /// <summary>Says when there is something to see.</summary>
    private sealed class FirstLine : StringWriter
    {
        private readonly TaskCompletionSource _written = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Written => _written.Task;

        public override void WriteLine(string? value)
        {
            base.WriteLine(value);
            _written.TrySetResult();
        }
    }

    /// <summary>Gives who watches the time to look a few times.</summary>
    private sealed class Unhurried(Action<FitContext>? atEpochEnd) : Callback
    {
        protected override void OnEpochEnd(FitContext context, EpochResult epoch)
        {
            Thread.Sleep(TimeSpan.FromMilliseconds(400));
            atEpochEnd?.Invoke(context);
        }
    }
}
