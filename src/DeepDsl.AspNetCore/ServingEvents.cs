using Microsoft.Extensions.Logging;

namespace DeepDsl;

/// <summary>What is logged of serving.</summary>
internal static partial class ServingEvents
{
    [LoggerMessage(1, LogLevel.Information, "{Model} is served with the weights of {Path}")]
    public static partial void Loaded(ILogger logger, string model, string path);

    [LoggerMessage(2, LogLevel.Information, "{Model} has the new weights of {Path}")]
    public static partial void Reloaded(ILogger logger, string model, string path);

    [LoggerMessage(3, LogLevel.Warning, "{Model} keeps its weights, since {Path} was not loaded: {Reason}")]
    public static partial void NotReloaded(ILogger logger, string model, string path, string? reason);

    [LoggerMessage(4, LogLevel.Error, "{Model} failed to predict")]
    public static partial void Failed(ILogger logger, Exception error, string model);
}
