namespace DeepDsl;

/// <summary>The best of a monitored value over the epochs.</summary>
internal sealed class BestValue(string monitor, bool? maximize, double minDelta, string user)
{
    private double _best;

    public int BestEpoch { get; private set; }

    public void Reset() => BestEpoch = 0;

    /// <summary>True where the epoch is the best so far; a value that is not a number never is.</summary>
    public bool Observe(EpochResult epoch, FitContext context)
    {
        double value = epoch.Monitored(monitor, user);
        bool up = maximize ?? RisesWhenBetter(context);
        bool better = !double.IsNaN(value) && (BestEpoch == 0 || (up ? value - minDelta > _best : value + minDelta < _best));
        if (better)
        {
            (_best, BestEpoch) = (value, epoch.Epoch);
        }
        return better;
    }

    public string Describe(FitContext context)
    {
        string name = monitor.Length > 0 ? monitor : context.History.Epochs[^1].ValidationLoss == null ? "loss" : "val_loss";
        return BestEpoch == 0 ? $"{name} was never a number" : $"{name} was best in epoch {BestEpoch} ({ProgressLine.Number(_best)})";
    }

    private bool RisesWhenBetter(FitContext context)
    {
        string name = monitor.StartsWith(EpochResult.ValidationPrefix, StringComparison.Ordinal)
            ? monitor[EpochResult.ValidationPrefix.Length..]
            : monitor;
        return context.Metrics.FirstOrDefault(m => m.Name == name)?.HigherIsBetter ?? false;
    }
}
