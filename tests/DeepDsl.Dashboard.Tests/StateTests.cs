using System.Text.Json;
using DeepDsl.Tests.Training;

namespace DeepDsl.Tests.Dashboards;

/// <summary>What pages are told.</summary>
public sealed class StateTests : IDisposable
{
    private readonly Dashboard _dashboard = new() { Between = TimeSpan.Zero };
    private readonly TinyNet _net = new(seed: 1);

    public void Dispose() => _dashboard.Dispose();

    [Fact]
    public async Task Numbers_are_those_of_the_history()
    {
        List<double> losses = [];
        List<double> norms = [];
        History history = Fit(3, new LambdaCallback
        {
            BatchEnd = context =>
            {
                losses.Add(context.Loss);
                norms.Add(Math.Sqrt(context.Network.Parameters.Sum(p => p.Gradient.ToArray().Sum(g => (double)g * g))));
            },
        });
        JsonElement state = await new Client(_dashboard.Address!).State();
        JsonElement epochs = state.GetProperty("epochs");
        Assert.Equal(history.Columns, epochs.GetProperty("columns").EnumerateArray().Select(c => c.GetString()!));
        Assert.Equal(["epoch", "loss", "accuracy", "val_loss", "val_accuracy", "learning_rate", "seconds"], history.Columns);
        double[][] rows = Rows(epochs);
        Assert.Equal(3, rows.Length);
        for (int column = 1; column < history.Columns.Count - 2; column++)
        {
            Assert.Equal(history[history.Columns[column]], rows.Select(r => r[column]));
        }
        Assert.Equal(history.Epochs.Select(e => e.Seconds), rows.Select(r => r[^1]));

        double[][] steps = Rows(state.GetProperty("steps"));
        Assert.Equal(["step", "seconds", "loss", "learning_rate", "speed", "gradient_norm"], Texts(state.GetProperty("steps"), "columns"));
        Assert.Equal(Enumerable.Range(1, 15).Select(i => (double)i), steps.Select(r => r[0]));
        Assert.Equal(losses, steps.Select(r => r[2]));
        Assert.All(steps.Zip(norms), pair => Assert.Equal(pair.Second, pair.First[5], 1e-5 * pair.Second));
        JsonElement status = state.GetProperty("status");
        Assert.Equal("ended", status.GetProperty("phase").GetString());
        Assert.Equal(15, status.GetProperty("step").GetInt64());
        Assert.Equal(history.Epochs[^1].Loss, status.GetProperty("loss").GetDouble());
    }

    [Fact]
    public async Task A_page_that_comes_again_gets_what_it_lacks_and_a_new_one_all()
    {
        Fit(2);
        Client client = new(_dashboard.Address!);
        JsonElement all = await client.State();
        JsonElement rest = await client.State(all.GetProperty("cursor").GetString()!);
        Assert.Equal((10, 0), Part(rest, "steps"));
        Assert.Equal((2, 0), Part(rest, "epochs"));
        foreach (string odd in (string[])["nonsense", "1.0.-1.0.0.0", "1.0.999.0.999.999", "9.9.9.9.9.9", "1.0.5.0", "1.0.5.0.1.0.0", "%00"])
        {
            JsonElement state = await client.State(odd);
            Assert.Equal((0, 10), Part(state, "steps"));
            Assert.Equal((0, 2), Part(state, "epochs"));
        }
        Assert.Equal((4, 6), Part(await client.State("1.0.4.0.1.0"), "steps"));
        Assert.Equal((1, 1), Part(await client.State("1.0.4.0.1.0"), "epochs"));
    }

    [Fact]
    public async Task The_next_fit_takes_the_page_over()
    {
        Fit(2);
        Client client = new(_dashboard.Address!);
        string cursor = (await client.State()).GetProperty("cursor").GetString()!;
        Fit(1);
        JsonElement state = await client.State(cursor);
        Assert.Equal(2, state.GetProperty("run").GetInt32());
        Assert.Equal((0, 5), Part(state, "steps"));
    }

    [Fact]
    public async Task Messages_are_shown_but_never_the_token()
    {
        List<string> written = [];
        _net.Fit(FitData.Make(40), new FitOptions
        {
            Epochs = 1,
            Callbacks = [_dashboard, new LambdaCallback { EpochEnd = (c, _) => c.Write("an <b>epoch</b>"), FitEnd = c => c.Write("late") }],
            Messages = written.Add,
        });
        Assert.Equal([$"Dashboard: {_dashboard.Address}", "an <b>epoch</b>", "late"], written);
        JsonElement lines = (await new Client(_dashboard.Address!).State()).GetProperty("lines");
        Assert.Equal(["an <b>epoch</b>", "late"], Texts(lines, "texts"));
    }

    [Fact]
    public async Task Of_many_messages_the_newest_are_kept()
    {
        Fit(1, new LambdaCallback
        {
            FitEnd = c => Enumerable.Range(0, 1000).ToList().ForEach(i => c.Write($"{i} {new string('x', i == 999 ? 5000 : 0)}")),
        });
        JsonElement lines = (await new Client(_dashboard.Address!).State()).GetProperty("lines");
        Assert.Equal(800, lines.GetProperty("from").GetInt32());
        string[] texts = Texts(lines, "texts");
        Assert.Equal(200, texts.Length);
        Assert.Equal(2003, texts[^1].Length);
    }

    [Fact]
    public async Task Layers_have_the_norms_of_their_gradients_and_their_dead_units()
    {
        // A bias so low that nothing passes the ReLU, for three of eight units.
        "\0\u0003\u0005".ToList().ForEach(unit => _net.Parameter("dense1.bias").Edit()[unit] = -1000);
        double[] norms = [];
        Fit(2, new LambdaCallback
        {
            BatchEnd = c => norms = [.. c.Network.Parameters.GroupBy(p => p.Name.Split('.')[0])
                .Select(layer => Math.Sqrt(layer.Sum(p => p.Gradient.ToArray().Sum(g => (double)g * g))))],
        });
        JsonElement[] layers = [.. (await new Client(_dashboard.Address!).State()).GetProperty("layers").EnumerateArray()];
        Assert.Equal(["dense1", "dense2"], layers.Select(l => l.GetProperty("name").GetString()));
        Assert.All(layers.Zip(norms), pair => Assert.Equal(pair.Second, pair.First.GetProperty("norm").GetDouble(), 1e-5 * pair.Second));
        Assert.Equal(8, layers[0].GetProperty("units").GetInt32());
        Assert.Equal(3, layers[0].GetProperty("dead").GetInt32());
        Assert.Equal(0, layers[1].GetProperty("units").GetInt32()); // three are too few to judge
    }

    [Fact]
    public async Task A_fit_that_diverges_says_why()
    {
        _net.Training.LearningRate = 1e30;
        Assert.Throws<TrainingDivergedException>(() => Fit(5));
        JsonElement status = (await new Client(_dashboard.Address!).State()).GetProperty("status");
        Assert.Equal("failed", status.GetProperty("phase").GetString());
        Assert.Contains("Lower the learning rate", status.GetProperty("reason").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_pause_counts_as_time_of_no_epoch()
    {
        const double Pause = 0.5;
        System.Diagnostics.Stopwatch clock = new();
        double whole = 0;
        History history = Fit(1, new LambdaCallback
        {
            FitStart = _ => clock.Start(),
            BatchEnd = c =>
            {
                if (c.Batch == 2)
                {
                    c.Pause(() => Thread.Sleep(TimeSpan.FromSeconds(Pause)));
                }
            },
            EpochEnd = (_, _) => whole = clock.Elapsed.TotalSeconds,
        });
        Assert.InRange(history.Epochs[0].Seconds, 0, whole - Pause + 0.02);
    }

    [Fact]
    public async Task A_resumed_fit_shows_the_epochs_before()
    {
        using TemporaryFolder folder = new();
        Fit(2, options: o => o with { CheckpointPath = folder["fit"] });
        Fit(4, options: o => o with { CheckpointPath = folder["fit"], Resume = true });
        Assert.Equal((0, 4), Part(await new Client(_dashboard.Address!).State(), "epochs"));
    }

    private static (int From, int Rows) Part(JsonElement state, string name) =>
        (state.GetProperty(name).GetProperty("from").GetInt32(), state.GetProperty(name).GetProperty("rows").GetArrayLength());

    private static double[][] Rows(JsonElement series) =>
        [.. series.GetProperty("rows").EnumerateArray().Select(r => r.EnumerateArray().Select(v => v.GetDouble()).ToArray())];

    private static string[] Texts(JsonElement parent, string name) => [.. parent.GetProperty(name).EnumerateArray().Select(t => t.GetString()!)];

    private History Fit(int epochs, Callback? callback = null, Func<FitOptions, FitOptions>? options = null)
    {
        FitOptions all = new()
        {
            Epochs = epochs,
            Validation = FitData.Make(10, seed: 6),
            Callbacks = [_dashboard, .. callback == null ? [] : new[] { callback }],
            Messages = _ => { },
        };
        return _net.Fit(FitData.Make(40), options?.Invoke(all) ?? all);
    }
}
