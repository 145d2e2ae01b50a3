using System.Collections.Concurrent;
using DeepDsl.Integration.Processes;
using Xunit.Abstractions;

namespace DeepDsl.Integration.Tests.Reliability;

/// <summary>
/// Ring 8: a model that is being fitted refuses what would change it, in words, whoever asks and when; what may go on beside it does, and
/// the result is that of a fit that was left alone.
/// </summary>
public sealed class RaceTests(ITestOutputHelper output) : IDisposable
{
    private const int Samples = 192;
    private const int Features = 16;
    private const int Classes = 4;

    private readonly string _folder = Directory.CreateTempSubdirectory("deepdsl-races-").FullName;
    private readonly float[] _x = [.. Enumerable.Range(0, Samples * Features).Select(i => i * 37 % 101 / 101f)];
    private readonly int[] _y = [.. Enumerable.Range(0, Samples).Select(i => i * 7 % Classes)];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_fit_among_intruders_ends_bit_equal() => Race(epochs: 20);

    [Fact, Trait("Category", "Sweep")]
    public void A_long_fit_among_intruders_ends_bit_equal() => Race(epochs: 1000);

    private void Race(int epochs)
    {
        Fragile alone = new(seed: 1);
        string weights = Path.Combine(_folder, "weights.safetensors");
        string checkpoint = Path.Combine(_folder, "checkpoint.safetensors");
        new Fragile(seed: 2).SaveWeights(weights);
        new Fragile(seed: 2).SaveCheckpoint(checkpoint);
        alone.Fit(_x, _y, new FitOptions { Epochs = epochs });

        Fragile net = new(seed: 1);
        float[] batch = _x[..(16 * Features)];
        Intruder[] intruders =
        [
            new("TrainStep", () => net.TrainStep(batch, _y[..16]), IsRefused: true),
            new("Fit", () => net.Fit(_x, _y, new FitOptions { Epochs = 1 }), IsRefused: true),
            new("LoadWeights", () => net.LoadWeights(weights), IsRefused: true),
            new("LoadCheckpoint", () => net.LoadCheckpoint(checkpoint), IsRefused: true),
            new("SaveCheckpoint", () => net.SaveCheckpoint(Path.Combine(_folder, "other.safetensors")), IsRefused: true),
            new("SaveWeights", () => net.SaveWeights(Path.Combine(_folder, "beside.safetensors")), IsRefused: false),
            new("PredictBatch", () => Assert.All(net.PredictBatch(batch), p => Assert.True(float.IsFinite(p))), IsRefused: false),
            new("Snapshot", () => Assert.Equal(16 * Classes, net.Snapshot().PredictBatch(batch).Length), IsRefused: false),
        ];
        net.Fit(_x, _y, new FitOptions { Epochs = epochs, Callbacks = [new Crowd(intruders, epochs)] });

        foreach (Intruder intruder in intruders)
        {
            output.WriteLine($"{intruder.Name}: {intruder.Went} went, {intruder.Refused.Count} refused: {intruder.Refused.FirstOrDefault()}");
        }

        Assert.All(intruders, i => Assert.Null(i.Unexpected));
        Assert.All(intruders.Where(i => i.IsRefused), i => Assert.True(i.Went == 0 && !i.Refused.IsEmpty, $"{i.Name} went {i.Went} times."));
        Assert.All(intruders.Where(i => !i.IsRefused), i => Assert.True(i.Went > 0 && i.Refused.IsEmpty, i.Refused.FirstOrDefault() ?? i.Name));
        Assert.Equal(alone.PredictBatch(_x), net.PredictBatch(_x));
    }

    /// <summary>A call that a thread of its own repeats.</summary>
    private sealed record Intruder(string Name, Action Call, bool IsRefused)
    {
        private int _went;

        public int Went => Volatile.Read(ref _went);

        public bool HasTried => Went > 0 || !Refused.IsEmpty || Unexpected != null;

        public ConcurrentQueue<string> Refused { get; } = [];

        public Exception? Unexpected { get; private set; }

        public void Repeat(CancellationToken end)
        {
            while (!end.IsCancellationRequested && Unexpected == null)
            {
                try
                {
                    Call();
                    Volatile.Write(ref _went, _went + 1);
                }
                catch (InvalidOperationException e)
                {
                    Refused.Enqueue(e.Message);
                }
                catch (Exception e)
                {
                    Unexpected = e;
                }
            }
        }
    }

    /// <summary>Intrudes from the end of the first epoch to that of the last.</summary>
    private sealed class Crowd(Intruder[] intruders, int epochs) : Callback
    {
        private readonly CancellationTokenSource _end = new();
        private Task[] _tasks = [];

        protected override void OnEpochEnd(FitContext context, EpochResult epoch)
        {
            if (epoch.Epoch == 1)
            {
                _tasks = [.. intruders.Select(i => Task.Factory.StartNew(
                    () => i.Repeat(_end.Token), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default))];
            }

            if (epoch.Epoch == epochs)
            {
                // On a busy machine some have not had their turn yet.
                SpinWait.SpinUntil(() => intruders.All(i => i.HasTried), TimeSpan.FromMinutes(1));
                _end.Cancel();
                Task.WaitAll(_tasks);
                _end.Dispose();
            }
        }
    }
}
