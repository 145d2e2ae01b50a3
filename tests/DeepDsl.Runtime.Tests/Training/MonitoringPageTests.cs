using System.Diagnostics.Metrics;
using DeepDsl.Tests.Models;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace DeepDsl.Tests.Training;

/// <summary>The code of docs/monitoring.md.</summary>
public sealed class MonitoringPageTests
{
    [Fact]
    public void Logs()
    {
        TinyClassifier net = new(seed: 1);
        Dataset train = FitData.Make(20);
        ILogger logger = NullLogger.Instance;

        // <log>
        FitOptions options = new FitOptions { Epochs = 5, Callbacks = [new Advisor()] }.LogTo(logger);
        History history = net.Fit(train, options);
        // </log>

        Assert.Equal(5, history.Epochs.Count);
    }

    [Fact]
    public void Meters()
    {
        TinyClassifier net = new(seed: 1);
        double slowest = 0;

        // <meter>
        using MeterListener listener = new();
        listener.InstrumentPublished = (instrument, l) =>
        {
            if (instrument is { Meter.Name: Telemetry.Name, Name: "deepdsl.step.duration" })
            {
                l.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<double>((_, seconds, _, _) => slowest = Math.Max(slowest, seconds));
        listener.Start();
        // </meter>

        net.Fit(FitData.Make(20), new FitOptions { Epochs = 1 });
        Assert.InRange(slowest, 1e-9, 60);
    }

    [Fact]
    public void Silence()
    {
        TinyClassifier net = new(seed: 1);
        Dataset train = FitData.Make(20);

        // <silent>
        FitOptions silent = new() { Epochs = 5, Callbacks = [new Advisor()], Messages = _ => { } };
        // </silent>

        Assert.Equal(5, net.Fit(train, silent).Epochs.Count);
    }
}
