namespace DeepDsl;

/// <summary>
/// What training tells a host by the means of .NET, for dashboards and traces such as OpenTelemetry's. Where nobody listens nothing is
/// measured.
/// </summary>
/// <remarks>
/// A <see cref="System.Diagnostics.Metrics.Meter"/> has, each with the tag <c>model</c>: of every training step, those of a fit included,
/// <c>deepdsl.step.duration</c> (seconds), <c>deepdsl.samples</c>, <c>deepdsl.loss</c>, <c>deepdsl.learning_rate</c>, and
/// <c>deepdsl.gradient.norm</c>, which is computed for its listeners alone; of every epoch of a fit <c>deepdsl.epochs</c>, and
/// <c>deepdsl.epoch.value</c> with the tag <c>name</c>, one of <see cref="EpochResult.Names"/>. An
/// <see cref="System.Diagnostics.ActivitySource"/> has <c>DeepDsl.Fit</c>, in it <c>DeepDsl.Epoch</c>, and <c>DeepDsl.Evaluate</c>.
/// </remarks>
public static class Telemetry
{
    /// <summary>Name of the meter and of the activity source.</summary>
    public const string Name = "DeepDsl";

    internal static string? Version { get; } = typeof(Telemetry).Assembly.GetName().Version?.ToString();
}
