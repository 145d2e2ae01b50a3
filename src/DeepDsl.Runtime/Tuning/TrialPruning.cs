namespace DeepDsl;

/// <summary>Reports the epochs of a fit to its trial, and ends the fit where the trial should end.</summary>
internal sealed class TrialPruning(Trial trial, string monitor) : Callback
{
    /// <inheritdoc/>
    protected internal override void OnFitStart(FitContext context)
    {
        // A trial that was killed behind its last checkpoint, or between the answer that ends it and its end, is answered again.
        foreach (EpochResult epoch in context.History.Epochs)
        {
            OnEpochEnd(context, epoch);
        }
    }

    /// <inheritdoc/>
    protected internal override void OnEpochEnd(FitContext context, EpochResult epoch)
    {
        if (trial.Report(epoch.Epoch, epoch.Monitored(Monitored(context, epoch), nameof(Trial.Pruning))))
        {
            context.Stop($"The search ended the trial: {trial.StopReason}.");
        }
    }

    private string Monitored(FitContext context, EpochResult epoch)
    {
        if (monitor.Length > 0 || !trial.Maximize)
        {
            return monitor;
        }
        Metric rising = context.Metrics.FirstOrDefault(m => m.HigherIsBetter) ?? throw new InvalidOperationException(
            $"The search maximizes, but no metric of this fit rises when it is better; it measures {Listing.Quoted([.. epoch.Names])}. "
            + "Name what to report, as Pruning(\"val_accuracy\") does, or set FitOptions.Metrics.");
        return epoch.ValidationLoss == null ? rising.Name : EpochResult.ValidationPrefix + rising.Name;
    }
}
