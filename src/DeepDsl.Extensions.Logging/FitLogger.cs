using Microsoft.Extensions.Logging;

namespace DeepDsl;

/// <summary>Logs a fit on its way.</summary>
internal sealed class FitLogger(ILogger logger) : Callback
{
    protected override void OnFitStart(FitContext context) =>
        FitEvents.Started(logger, Model(context), context.History.Epochs.Count + 1, context.Options.Epochs, context.Batches);

    protected override void OnEpochEnd(FitContext context, EpochResult epoch)
    {
        if (logger.IsEnabled(LogLevel.Information))
        {
            logger.Log(
                LogLevel.Information,
                FitEvents.EpochEnded,
                new EpochState(Model(context), epoch, context.Options.Epochs),
                exception: null,
                static (state, _) => state.ToString());
        }
    }

    protected override void OnFitEnd(FitContext context)
    {
        int epoch = context.History.Epochs.Count;
        switch (context.Error)
        {
            case null when context.History.StopReason is { } reason:
                FitEvents.Stopped(logger, Model(context), epoch, reason);
                break;
            case null:
                FitEvents.Ended(logger, Model(context), epoch);
                break;
            case OperationCanceledException:
                FitEvents.Cancelled(logger, Model(context), epoch);
                break;
            case TrainingDivergedException diverged:
                FitEvents.Diverged(logger, diverged, Model(context), diverged.Epoch, diverged.Batch, diverged.Message);
                break;
            case { } error:
                FitEvents.Failed(logger, error, Model(context), context.Epoch, error.Message);
                break;
        }
    }

    private static string Model(FitContext context) => context.Network.GetType().Name;
}
