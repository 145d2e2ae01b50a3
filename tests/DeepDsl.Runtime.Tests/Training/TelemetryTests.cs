using System.Diagnostics;
using System.Diagnostics.Metrics;
using DeepDsl.Tests.Models;

namespace DeepDsl.Tests.Training;

/// <summary>What a host hears of training. Other tests train models of these classes too, so each test knows its own by what it fits.</summary>
public sealed class TelemetryTests
{
    private static readonly Dataset Data = FitData.Make(50);

    private static readonly FitOptions Options = new() { Epochs = 2, BatchSize = 20, Validation = FitData.Make(30, seed: 6), Seed = 3 };

    [Fact]
    public void A_meter_has_each_step_and_epoch()
    {
        TinyClassifier net = new(seed: 1);
        List<double> norms = [];
        List<double> losses = [];
        net.OnGradients = g => norms.Add(g.Norm());
        LambdaCallback note = new() { BatchEnd = c => losses.Add(c.Loss) };
        History history = null!;
        Heard heard = Listen(() => history = net.Fit(Data, Options with { Callbacks = [note] }));

        Assert.Equal([20, 20, 10, 20, 20, 10], heard.Values("deepdsl.samples"));
        Assert.Equal(losses, heard.Values("deepdsl.loss"));
        Assert.Equal(norms, heard.Values("deepdsl.gradient.norm"));
        Assert.Equal(Enumerable.Repeat(net.Training.LearningRate, 6), heard.Values("deepdsl.learning_rate"));
        Assert.Equal([1, 1], heard.Values("deepdsl.epochs"));
        double[] durations = heard.Values("deepdsl.step.duration");
        Assert.Equal(6, durations.Length);
        Assert.All(durations, d => Assert.True(d > 0));
        Assert.InRange(durations.Sum(), 0, history.Epochs.Sum(e => e.Seconds));
        Assert.Equal(
            history.Epochs.SelectMany(e => e.Names.Select(n => (n, e.Value(n)!.Value))),
            heard.Of("deepdsl.epoch.value").Select(h => ((string)h.Tags["name"]!, h.Value)));
        Assert.All(heard.All, h => Assert.Equal("TinyClassifier", h.Tags["model"]));
    }

    [Fact]
    public void A_meter_has_steps_outside_of_a_fit()
    {
        TinyMlp net = new(seed: 1);
        float loss = 0;
        Heard heard = Listen(() => loss = net.TrainStep(TinyMlp.XorInputs, TinyMlp.XorLabels));
        Assert.Equal([4], heard.Values("deepdsl.samples"));
        Assert.Equal([loss], heard.Values("deepdsl.loss"));
        Assert.Equal([(double)net.Gradients.Norm()], heard.Values("deepdsl.gradient.norm"));
        Assert.Single(heard.Values("deepdsl.step.duration"));
        Assert.Empty(heard.Values("deepdsl.epochs"));
    }

    [Fact]
    public void Who_listens_changes_nothing()
    {
        TinyClassifier alone = new(seed: 1);
        alone.Fit(Data, Options);
        TinyClassifier heard = new(seed: 1);
        Listen(() => heard.Fit(Data, Options));
        Assert.Equal(alone.Bits(), heard.Bits());
    }

    [Fact]
    public void Activities_nest_and_say_what_was_measured()
    {
        History history = null!;
        Activity[] heard = Trace(() => history = new TinyClassifier(seed: 1).Fit(Data, Options));
        Assert.Equal(
            ["DeepDsl.Evaluate", "DeepDsl.Epoch", "DeepDsl.Evaluate", "DeepDsl.Epoch", "DeepDsl.Fit"], heard.Select(a => a.OperationName));
        Activity fit = heard[^1];
        Assert.Equal(("TinyClassifier", 50, 20, 2), (fit.GetTagItem("deepdsl.model"), fit.GetTagItem("deepdsl.samples"),
            fit.GetTagItem("deepdsl.batch_size"), fit.GetTagItem("deepdsl.epochs")));
        Assert.Equal(ActivityStatusCode.Unset, fit.Status);
        for (int epoch = 1; epoch <= 2; epoch++)
        {
            Activity activity = heard[(2 * epoch) - 1];
            Assert.Equal(fit.SpanId, activity.ParentSpanId);
            Assert.Equal(activity.SpanId, heard[(2 * epoch) - 2].ParentSpanId);
            Assert.Equal(epoch, activity.GetTagItem("deepdsl.epoch"));
            Assert.Equal(history.Epochs[epoch - 1].ValidationLoss, activity.GetTagItem("deepdsl.val_loss"));
            Assert.Equal(history.Epochs[epoch - 1].ValidationLoss, heard[(2 * epoch) - 2].GetTagItem("deepdsl.loss"));
            Assert.Equal(history.Epochs[epoch - 1].ValidationMetrics["accuracy"], heard[(2 * epoch) - 2].GetTagItem("deepdsl.accuracy"));
        }
    }

    [Fact]
    public void An_activity_says_why_a_fit_ended()
    {
        LambdaCallback stop = new() { BatchEnd = c => c.Stop("enough") };
        Activity stopped = Trace(() => new TinyClassifier(seed: 1).Fit(Data, Options with { Callbacks = [stop] }))[^1];
        Assert.Equal("enough", stopped.GetTagItem("deepdsl.stop_reason"));

        LambdaCallback fail = new() { BatchEnd = _ => throw new InvalidTimeZoneException("no zone"), FitEnd = c => Assert.Equal("no zone", c.Error?.Message) };
        Activity failed = Trace(() => Assert.Throws<InvalidTimeZoneException>(
            () => { new TinyClassifier(seed: 1).Fit(Data, Options with { Callbacks = [fail] }); }))[^1];
        Assert.Equal((ActivityStatusCode.Error, "no zone"), (failed.Status, failed.StatusDescription));
        Assert.Contains("InvalidTimeZoneException", Assert.Single(failed.Events).Tags.Single(t => t.Key == "exception.type").Value!.ToString(), StringComparison.Ordinal);
    }

    /// <summary>What this thread measures meanwhile.</summary>
    private static Heard Listen(Action action)
    {
        int thread = Environment.CurrentManagedThreadId;
        Heard heard = new();
        using MeterListener listener = new();
        listener.InstrumentPublished = (instrument, l) =>
        {
            if (instrument.Meter.Name == Telemetry.Name)
            {
                l.EnableMeasurementEvents(instrument);
            }
        };
        void Add(string name, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            if (Environment.CurrentManagedThreadId == thread)
            {
                heard.All.Add((name, value, tags.ToArray().ToDictionary(t => t.Key, t => t.Value)));
            }
        }
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument.Name, value, tags));
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument.Name, value, tags));
        listener.Start();
        action();
        return heard;
    }

    /// <summary>The activities that end meanwhile under one of its own.</summary>
    private static Activity[] Trace(Action action)
    {
        List<Activity> heard = [];
        using Activity root = new("root");
        root.Start();
        using ActivityListener listener = new()
        {
            ShouldListenTo = s => s.Name == Telemetry.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = a =>
            {
                if (a.TraceId == root.TraceId)
                {
                    heard.Add(a);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        action();
        return [.. heard];
    }

    private sealed class Heard
    {
        public List<(string Name, double Value, Dictionary<string, object?> Tags)> All { get; } = [];

        public IEnumerable<(string Name, double Value, Dictionary<string, object?> Tags)> Of(string name) => All.Where(h => h.Name == name);

        public double[] Values(string name) => [.. Of(name).Select(h => h.Value)];
    }
}
