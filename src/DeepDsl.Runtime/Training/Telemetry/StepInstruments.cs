using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace DeepDsl;

/// <summary>The instruments of training steps and epochs, described at <see cref="Telemetry"/>.</summary>
internal static class StepInstruments
{
    private static readonly Meter s_meter = new(Telemetry.Name, Telemetry.Version);

    private static readonly Histogram<double> s_duration =
        s_meter.CreateHistogram<double>("deepdsl.step.duration", "s", "Duration of a training step; on a GPU until it is asked for.");

    private static readonly Counter<long> s_samples = s_meter.CreateCounter<long>("deepdsl.samples", "{sample}", "Samples trained on.");

    private static readonly Gauge<double> s_loss = s_meter.CreateGauge<double>("deepdsl.loss", null, "Loss of the last training step.");

    private static readonly Gauge<double> s_rate =
        s_meter.CreateGauge<double>("deepdsl.learning_rate", null, "Learning rate of the last training step.");

    private static readonly Histogram<double> s_norm =
        s_meter.CreateHistogram<double>("deepdsl.gradient.norm", null, "Norm of all gradients, before they are clipped.");

    private static readonly Counter<long> s_epochs = s_meter.CreateCounter<long>("deepdsl.epochs", "{epoch}", "Epochs of fits.");

    private static readonly Gauge<double> s_value =
        s_meter.CreateGauge<double>("deepdsl.epoch.value", null, "What the last epoch of a fit measured.");

    /// <summary>Whether somebody listens to the norms of gradients, for which a GPU is waited for.</summary>
    public static bool HasNormListener => s_norm.Enabled;

    /// <summary>Begins a step; 0 where nobody asks how long it takes.</summary>
    public static long Start() => s_duration.Enabled ? Stopwatch.GetTimestamp() : 0;

    /// <summary>After a step that began at <paramref name="start"/>.</summary>
    public static void Stepped(Network network, long start, int samples)
    {
        if (start != 0)
        {
            s_duration.Record(Stopwatch.GetElapsedTime(start).TotalSeconds, Model(network));
        }
        if (s_samples.Enabled)
        {
            s_samples.Add(samples, Model(network));
        }
        if (s_rate.Enabled)
        {
            s_rate.Record(network.Training.LearningRate, Model(network));
        }
    }

    /// <summary>Once the loss of a step is known.</summary>
    public static void Measured(Network network, double loss)
    {
        if (s_loss.Enabled)
        {
            s_loss.Record(loss, Model(network));
        }
    }

    /// <summary>Between the gradients of a step and its update.</summary>
    public static void Differentiated(Network network)
    {
        if (s_norm.Enabled)
        {
            s_norm.Record(network.Gradients.Norm(), Model(network));
        }
    }

    /// <summary>At the end of an epoch.</summary>
    public static void Ended(Network network, EpochResult epoch)
    {
        s_epochs.Add(1, Model(network));
        if (!s_value.Enabled)
        {
            return;
        }
        foreach (string name in epoch.Names)
        {
            s_value.Record(epoch.Value(name)!.Value, Model(network), new("name", name));
        }
    }

    private static KeyValuePair<string, object?> Model(Network network) => new("model", network.Definition.Name);
}
