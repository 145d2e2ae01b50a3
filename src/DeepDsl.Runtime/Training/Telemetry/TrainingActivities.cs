using System.Diagnostics;

namespace DeepDsl;

/// <summary>The activities of fits and evaluations, described at <see cref="Telemetry"/>; null where nobody listens.</summary>
internal static class TrainingActivities
{
    private static readonly ActivitySource s_source = new(Telemetry.Name, Telemetry.Version);

    public static Activity? Fit(FitRun run, int samples, int batchSize) => s_source.StartActivity("DeepDsl.Fit")
        ?.SetTag("deepdsl.model", run.Network.Definition.Name)
        .SetTag("deepdsl.samples", samples)
        .SetTag("deepdsl.batch_size", batchSize)
        .SetTag("deepdsl.epochs", run.Options.Epochs);

    public static Activity? Epoch(FitRun run) => s_source.StartActivity("DeepDsl.Epoch")
        ?.SetTag("deepdsl.model", run.Network.Definition.Name)
        .SetTag("deepdsl.epoch", run.Epoch);

    public static Activity? Evaluate(Network network, int samples) => s_source.StartActivity("DeepDsl.Evaluate")
        ?.SetTag("deepdsl.model", network.Definition.Name)
        .SetTag("deepdsl.samples", samples);

    /// <summary>What an epoch measured.</summary>
    public static void Ended(this Activity? activity, EpochResult epoch)
    {
        if (activity == null)
        {
            return;
        }
        foreach (string name in epoch.Names)
        {
            activity.SetTag($"deepdsl.{name}", epoch.Value(name));
        }
    }

    /// <summary>What an evaluation measured.</summary>
    public static void Ended(this Activity? activity, EvaluationResult result)
    {
        if (activity == null)
        {
            return;
        }
        activity.SetTag($"deepdsl.{EpochResult.LossKey}", result.Loss);
        foreach ((string name, double value) in result.Metrics)
        {
            activity.SetTag($"deepdsl.{name}", value);
        }
    }

    /// <summary>Why a fit ended, where it did not run to its end.</summary>
    public static void Ended(this Activity? activity, string? stopReason, Exception? error)
    {
        if (stopReason != null)
        {
            activity?.SetTag("deepdsl.stop_reason", stopReason);
        }
        if (error != null)
        {
            activity?.AddException(error).SetStatus(ActivityStatusCode.Error, error.Message);
        }
    }
}
