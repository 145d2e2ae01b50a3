using DeepDsl.Tests.Training;

namespace DeepDsl.Tests.Dashboards;

/// <summary>A fit on another thread, with a dashboard that looks at every update.</summary>
internal sealed class WatchedFit : IDisposable
{
    private readonly List<string> _lines = [];

    /// <param name="epochs">Of the fit.</param>
    /// <param name="change">Of its options.</param>
    public WatchedFit(int epochs, Func<FitOptions, FitOptions>? change = null)
    {
        Uri address = Dashboard.Start();
        Client = new(address);
        FitOptions options = new() { Epochs = epochs, Callbacks = [Dashboard], Messages = Write };
        Fit = Task.Factory.StartNew(
            () => Net.Fit(FitData.Make(40), change?.Invoke(options) ?? options),
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>More than any test waits for.</summary>
    public const int Endless = 10_000_000;

    public TinyNet Net { get; } = new(seed: 1);

    public Dashboard Dashboard { get; } = new() { Between = TimeSpan.FromMilliseconds(1) };

    public Client Client { get; }

    public Task<History> Fit { get; }

    public string[] Lines
    {
        get
        {
            lock (_lines)
            {
                return [.. _lines];
            }
        }
    }

    public async Task Stop()
    {
        await Client.Post("/stop?run=1");
        await Fit.WaitAsync(TimeSpan.FromMinutes(1));
    }

    public void Dispose() => Dashboard.Dispose();

    private void Write(string line)
    {
        lock (_lines)
        {
            _lines.Add(line);
        }
    }
}
