using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace DeepDsl;

/// <summary>The instruments of one model, described at <see cref="ServingTelemetry"/>.</summary>
internal sealed class ServingInstruments
{
    // The largest sizes of batches by powers of two, and durations from a tenth of a millisecond on: those of ASP.NET begin at five.
    private static readonly InstrumentAdvice<int> s_sizes = new() { HistogramBucketBoundaries = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512] };

    private static readonly InstrumentAdvice<double> s_seconds = new()
    {
        HistogramBucketBoundaries = [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    };

    private readonly KeyValuePair<string, object?> _model;
    private readonly Histogram<double> _request;
    private readonly UpDownCounter<int> _queue;
    private readonly Histogram<int> _batchSize;
    private readonly Histogram<double> _batch;
    private readonly Counter<int> _reloads;

    public ServingInstruments(IMeterFactory factory, string model)
    {
        _model = new("model", model);
        Meter meter = factory.Create(ServingTelemetry.Name);
        _request = meter.CreateHistogram(
            "deepdsl.server.request.duration", "s", "Duration of a request, its body included.", tags: null, s_seconds);
        _queue = meter.CreateUpDownCounter<int>("deepdsl.server.queue.length", "{sample}", "Samples that wait to be predicted.");
        _batchSize = meter.CreateHistogram(
            "deepdsl.server.batch.size", "{sample}", "Samples that were predicted at once.", tags: null, s_sizes);
        _batch = meter.CreateHistogram("deepdsl.server.batch.duration", "s", "Duration of a prediction of a batch.", tags: null, s_seconds);
        _reloads = meter.CreateCounter<int>("deepdsl.server.reloads", "{reload}", "Loads of another file of weights.");
    }

    public void Queued(int samples) => _queue.Add(samples, _model);

    public void Predicted(int samples, long start)
    {
        _batchSize.Record(samples, _model);
        _batch.Record(Stopwatch.GetElapsedTime(start).TotalSeconds, _model);
    }

    public void Answered(RequestOutcome outcome, long start) =>
        _request.Record(Stopwatch.GetElapsedTime(start).TotalSeconds, _model, new("outcome", outcome.Text()));

    public void Reloaded(bool isLoaded) => _reloads.Add(1, _model, new("outcome", isLoaded ? "ok" : "failed"));
}
