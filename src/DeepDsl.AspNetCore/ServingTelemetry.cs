using System.Diagnostics;

namespace DeepDsl;

/// <summary>What serving tells a host by the means of .NET, for dashboards and traces such as OpenTelemetry's.</summary>
/// <remarks>
/// A <see cref="System.Diagnostics.Metrics.Meter"/> has, each with the tag <c>model</c>: <c>deepdsl.server.request.duration</c> (seconds)
/// with the tag <c>outcome</c>, one of <c>ok</c>, <c>refused</c>, <c>overloaded</c>, <c>timeout</c>, <c>canceled</c> and <c>failed</c>, whose
/// count is that of the requests; <c>deepdsl.server.queue.length</c> (samples that wait); <c>deepdsl.server.batch.size</c> (samples) and
/// <c>deepdsl.server.batch.duration</c> (seconds); <c>deepdsl.server.reloads</c> with the tag <c>outcome</c>, <c>ok</c> or <c>failed</c>. An
/// <see cref="ActivitySource"/> has <c>DeepDsl.Predict</c> for each request.
/// </remarks>
public static class ServingTelemetry
{
    /// <summary>Name of the meter and of the activity source.</summary>
    public const string Name = "DeepDsl.AspNetCore";

    private static readonly ActivitySource s_source = new(Name, typeof(ServingTelemetry).Assembly.GetName().Version?.ToString());

    internal static Activity? Predict(string model) => s_source.StartActivity("DeepDsl.Predict")?.SetTag("deepdsl.model", model);
}
