using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;

namespace DeepDsl.AspNetCore.Tests;

/// <summary>What meters and activities tell of requests.</summary>
public sealed class TelemetryTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Requests_batches_and_the_queue_are_measured()
    {
        new FruitNet().SaveWeights(_folder["fruit.safetensors"]);
        await using TestApp app = await TestApp.StartAsync(
            s => s.AddModel<FruitNet>(_folder["fruit.safetensors"]), a => a.MapPredict<FruitNet>("/"));
        IMeterFactory own = app.Services.GetRequiredService<IMeterFactory>();
        ConcurrentBag<(string Name, double Value, string Tags)> told = [];
        using MeterListener listener = new()
        {
            InstrumentPublished = (instrument, l) =>
            {
                if (instrument.Meter.Name == ServingTelemetry.Name && instrument.Meter.Scope == own)
                {
                    l.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<double>((i, value, tags, _) => told.Add((i.Name, value, Text(tags))));
        listener.SetMeasurementEventCallback<int>((i, value, tags, _) => told.Add((i.Name, value, Text(tags))));
        listener.Start();
        ConcurrentBag<Activity> activities = [];
        using ActivityListener traces = new()
        {
            ShouldListenTo = s => s.Name == ServingTelemetry.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activities.Add,
        };
        ActivitySource.AddActivityListener(traces);

        await app.PostAsync("/", "[0,0,0,0,0,0]");
        await app.PostAsync("/", "[0]");
        await app.StopAsync();

        Assert.Equal(
            ["model=FruitNet outcome=ok", "model=FruitNet outcome=refused"],
            told.Where(t => t is { Name: "deepdsl.server.request.duration", Value: > 0 and < 60 }).Select(t => t.Tags).Order());
        Assert.Equal([1], told.Where(t => t.Name == "deepdsl.server.batch.size").Select(t => t.Value));
        Assert.Single(told, t => t is { Name: "deepdsl.server.batch.duration", Value: > 0, Tags: "model=FruitNet" });
        Assert.Equal([-1, 1], told.Where(t => t.Name == "deepdsl.server.queue.length").Select(t => t.Value).Order());
        Assert.Superset(
            new HashSet<string> { "ok", "refused" },
            activities.Where(a => a.DisplayName == "DeepDsl.Predict").Select(a => (string)a.GetTagItem("deepdsl.outcome")!).ToHashSet());
    }

    private static string Text(ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        string.Join(' ', tags.ToArray().Select(t => $"{t.Key}={t.Value}"));
}
