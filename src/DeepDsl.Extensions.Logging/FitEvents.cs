using Microsoft.Extensions.Logging;

namespace DeepDsl;

/// <summary>What is logged of a fit.</summary>
internal static partial class FitEvents
{
    public static EventId EpochEnded { get; } = new(2, nameof(EpochEnded));

    [LoggerMessage(1, LogLevel.Information, "Fit of {Model} begins with epoch {Epoch} of {Epochs}, {Batches} updates each")]
    public static partial void Started(ILogger logger, string model, int epoch, int epochs, int batches);

    [LoggerMessage(3, LogLevel.Information, "{Line}")]
    public static partial void Noted(ILogger logger, string line);

    [LoggerMessage(4, LogLevel.Warning, "{Advice}")]
    public static partial void Advised(ILogger logger, string advice);

    [LoggerMessage(5, LogLevel.Information, "Fit of {Model} ended after epoch {Epoch}")]
    public static partial void Ended(ILogger logger, string model, int epoch);

    [LoggerMessage(6, LogLevel.Information, "Fit of {Model} was stopped after epoch {Epoch}: {Reason}")]
    public static partial void Stopped(ILogger logger, string model, int epoch, string reason);

    [LoggerMessage(7, LogLevel.Information, "Fit of {Model} was cancelled after epoch {Epoch}")]
    public static partial void Cancelled(ILogger logger, string model, int epoch);

    [LoggerMessage(8, LogLevel.Error, "Fit of {Model} diverged in epoch {Epoch}, update {Batch}: {Reason}")]
    public static partial void Diverged(ILogger logger, Exception error, string model, int epoch, int batch, string reason);

    [LoggerMessage(9, LogLevel.Error, "Fit of {Model} failed in epoch {Epoch}: {Reason}")]
    public static partial void Failed(ILogger logger, Exception error, string model, int epoch, string reason);
}
