using System.Diagnostics;
using DeepDsl.Tests.Models;

namespace DeepDsl.Tests.Training;

/// <summary>While a fit trains a model nothing else does: other calls are refused, and change nothing.</summary>
public sealed class FitExclusionTests : IDisposable
{
    private const string Alone = "TinyClassifier is in a Fit, which alone trains it, so ";

    private static readonly Dataset Data = FitData.Make(60);
    private static readonly FitOptions Options = new() { Epochs = 2, BatchSize = 20 };
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string, string> Training => new()
    {
        { "Forward", Alone + "a training step is refused" },
        { "Update", Alone + "Update is refused" },
        { "Fit", "TinyClassifier is in a Fit already; a model trains in one at a time." },
        { "Resume", "TinyClassifier is in a Fit already; a model trains in one at a time." },
        { "LoadCheckpoint", Alone + "LoadCheckpoint is refused" },
    };

    public static TheoryData<string, string> OnOtherThreads => new()
    {
        { "LoadWeights", "TinyClassifier is in a Fit on another thread, so LoadWeights is refused" },
        { "CopyWeights", "TinyClassifier is in a Fit on another thread, so CopyWeights is refused" },
        { "SaveCheckpoint", "TinyClassifier is in a Fit on another thread, so SaveCheckpoint is refused" },
    };

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Training))]
    public void A_callback_trains_nothing_else(string call, string expected) => Refused(call, expected, c => c());

    [Theory]
    [MemberData(nameof(Training))]
    [MemberData(nameof(OnOtherThreads))]
    public void Another_thread_trains_nothing_else(string call, string expected) => Refused(call, expected, c =>
    {
        Thread thread = new(() => c());
        thread.Start();
        thread.Join();
    });

    [Theory]
    [MemberData(nameof(Training))]
    public void The_hook_on_gradients_trains_nothing_else(string call, string expected)
    {
        TinyClassifier straight = Straight();
        string other = Other();
        List<string> errors = [];
        TinyClassifier net = new(seed: 1, dropout: 0.4f);
        net.OnGradients = _ => errors.Add(Error(() => Call(net, call, other)));
        net.Fit(Data, Options);
        Assert.Equal(6, errors.Count);
        Assert.All(errors, e => Assert.StartsWith(expected, e, StringComparison.Ordinal));
        Assert.Equal(straight.Bits(), net.Bits());
    }

    [Fact]
    public void A_fit_does_not_begin_beside_a_training_call()
    {
        TinyClassifier net = new(seed: 1);
        int[] before = net.Bits();
        File.WriteAllText(_folder["log"], "kept");
        using (net.BeginTraining(1))
        {
            foreach (string call in (string[])["Fit", "LoadCheckpoint", "LoadWeights", "CopyWeights"])
            {
                Assert.Equal(
                    "TinyClassifier is in a training step already; train it from one thread at a time, and dispose each training call.",
                    Error(() => Call(net, call, Other())));
            }
        }
        Assert.Equal(before, net.Bits());
        Assert.Equal("kept", File.ReadAllText(_folder["log"]));
        net.Fit(Data, Options);
    }

    [Fact]
    public void A_checkpoint_is_not_taken_in_a_training_step_of_another_thread()
    {
        TinyClassifier net = new(seed: 1);
        string error = "";
        using (net.BeginTraining(1))
        {
            Thread thread = new(() => error = Error(() => net.SaveCheckpoint(_folder["c"])));
            thread.Start();
            thread.Join();
            Assert.Empty(_folder.Names);
            net.SaveCheckpoint(_folder["own"]);
        }
        Assert.Equal(
            "TinyClassifier is in a training step on another thread, so SaveCheckpoint is refused: it could meet an update half done. "
            + "Call it between steps, on the thread that trains.",
            error);
    }

    /// <summary>The hook throws before an update is made. Resumed, it draws the random numbers that it would have drawn.</summary>
    [Fact]
    public void A_fit_that_failed_inside_an_update_makes_it_again()
    {
        TinyClassifier straight = Straight();
        TinyClassifier net = new(seed: 1, dropout: 0.4f);
        net.OnGradients = _ =>
        {
            if (net.Step == 3)
            {
                throw new InvalidTimeZoneException();
            }
        };
        Assert.Throws<InvalidTimeZoneException>(() => { net.Fit(Data, Options); });
        net.OnGradients = null;
        net.Fit(Data, Options with { Resume = true });
        Assert.Equal(straight.Parameters[0].Value.ToArray(), net.Parameters[0].Value.ToArray());
    }

    /// <summary>Threads that try to train beside a fit: each try is refused in words, and the fit ends in the same bits.</summary>
    [Fact]
    public void Threads_that_hammer_a_fit_change_nothing()
    {
        TinyClassifier straight = new(seed: 1, dropout: 0.4f);
        FitOptions options = new() { Epochs = 200, BatchSize = 20 };
        straight.Fit(Data, options);
        string other = Other();
        TinyClassifier net = new(seed: 1, dropout: 0.4f);
        using ManualResetEventSlim started = new();
        int refused = 0;
        bool ended = false;
        string[] calls = ["Forward", "Update", "LoadCheckpoint", "Fit"];
        Thread[] threads = [.. calls.Select(call => new Thread(() =>
        {
            started.Wait();
            while (!Volatile.Read(ref ended))
            {
                if (Error(() => Call(net, call, other)).Length > 0)
                {
                    Interlocked.Increment(ref refused);
                }
            }
        }))];
        foreach (Thread thread in threads)
        {
            thread.Start();
        }
        LambdaCallback watch = new()
        {
            FitStart = _ => started.Set(),
            // A busy machine may run this thread alone for long.
            BatchEnd = c => SpinWait.SpinUntil(() => Volatile.Read(ref refused) >= c.Step, TimeSpan.FromSeconds(10)),
            // Before the fit gives the model back, so that no call is let in behind it.
            FitEnd = _ =>
            {
                Volatile.Write(ref ended, true);
                foreach (Thread thread in threads)
                {
                    thread.Join();
                }
            },
        };
        net.Fit(Data, options with { Callbacks = [watch] });
        Assert.True(refused >= 600, $"only {refused} calls were tried");
        Assert.Equal(straight.Bits(), net.Bits());
    }

    /// <summary>
    /// A thread saves whenever it is let to, beside fits that follow on each other. All weights are equal at any moment, so that a file
    /// with different ones is of no moment.
    /// </summary>
    [Fact]
    public void A_checkpoint_is_of_one_moment_also_where_a_fit_begins_meanwhile()
    {
        FlatModel net = new(FlatModel.DefineFittable(FlatModel.Vector("p", 1_000_000, Init.Ones)));
        net.Training.WeightDecay = 0.01;
        Dataset data = new([new DataColumn("input", new float[3])], [new DataColumn("output", new float[3])]);
        int saved = 0;
        List<string> torn = [];
        bool ended = false;
        Thread thread = new(() =>
        {
            while (!Volatile.Read(ref ended))
            {
                if (Error(() => net.SaveCheckpoint(_folder["c"])).Length == 0)
                {
                    saved++;
                    float[] values = SafetensorsFile.Read(_folder["c"]).Tensor("model.p").ToFloats();
                    if (values.AsSpan().ContainsAnyExcept(values[0]))
                    {
                        torn.Add($"{values[0]} and {values[^1]}");
                    }
                }
            }
        });
        thread.Start();
        Stopwatch clock = Stopwatch.StartNew();
        while (clock.ElapsedMilliseconds < 700 || Volatile.Read(ref saved) == 0)
        {
            net.Fit(data, new FitOptions { Epochs = 1 });
            Thread.Yield();
        }
        Volatile.Write(ref ended, true);
        thread.Join();
        Assert.Empty(torn);
    }

    private static TinyClassifier Straight()
    {
        TinyClassifier net = new(seed: 1, dropout: 0.4f);
        net.Fit(Data, Options);
        return net;
    }

    private void Refused(string call, string expected, Action<Action> run)
    {
        TinyClassifier straight = Straight();
        string other = Other();
        List<string> errors = [];
        TinyClassifier net = new(seed: 1, dropout: 0.4f);
        void Attempt() => run(() => errors.Add(Error(() => Call(net, call, other))));
        History history = net.Fit(Data, Options with
        {
            Callbacks =
            [
                new LambdaCallback
                {
                    FitStart = _ => Attempt(),
                    EpochStart = _ => Attempt(),
                    BatchEnd = _ => Attempt(),
                    EpochEnd = (_, _) => Attempt(),
                    FitEnd = _ => Attempt(),
                },
            ],
        });
        Assert.Equal(12, errors.Count);
        Assert.All(errors, e => Assert.StartsWith(expected, e, StringComparison.Ordinal));
        Assert.Equal(straight.Bits(), net.Bits());
        Assert.Equal(2, history.Epochs.Count);
    }

    /// <summary>A checkpoint of the same model that stands elsewhere.</summary>
    private string Other()
    {
        TinyClassifier net = new(seed: 1, dropout: 0.4f);
        net.Fit(FitData.Make(60, seed: 77), Options with { Epochs = 1 });
        net.SaveCheckpoint(_folder["other"]);
        net.SaveWeights(_folder["other.weights"]);
        return _folder["other"];
    }

    private void Call(TinyClassifier net, string call, string other)
    {
        switch (call)
        {
            case "Forward":
                net.BeginTraining(1).Dispose();
                break;
            case "Update":
                net.Update();
                break;
            case "Fit":
                net.Fit(Data, new FitOptions { Epochs = 1, Callbacks = [new CsvLogger(_folder["log"])] });
                break;
            case "Resume":
                net.Fit(Data, Options with { Resume = true, CheckpointPath = other });
                break;
            case "LoadCheckpoint":
                net.LoadCheckpoint(other);
                break;
            case "LoadWeights":
                net.LoadWeights(other + ".weights");
                break;
            case "CopyWeights":
                net.CopyWeights(new TinyClassifier(seed: 2));
                break;
            default:
                net.SaveCheckpoint(_folder["saved"]);
                break;
        }
    }

    private static string Error(Action action)
    {
        try
        {
            action();
            return "";
        }
        catch (InvalidOperationException e)
        {
            return e.Message;
        }
    }
}
