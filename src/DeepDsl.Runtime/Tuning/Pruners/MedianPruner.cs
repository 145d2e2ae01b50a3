using System.Globalization;

namespace DeepDsl;

/// <summary>Ends a trial whose best value so far is worse than the middle one of what trials before had at the same epoch.</summary>
public sealed class MedianPruner : Pruner
{
    /// <summary>As long as fewer trials reported the epoch, none ends.</summary>
    public int WarmUpTrials { get; init; } = 5;

    /// <summary>So many epochs no trial ends.</summary>
    public int WarmUpEpochs { get; init; }

    /// <inheritdoc/>
    public override string Description => string.Create(
        CultureInfo.InvariantCulture,
        $"{nameof(MedianPruner)} (Group = {Group}, WarmUpTrials = {WarmUpTrials}, WarmUpEpochs = {WarmUpEpochs})");

    /// <inheritdoc/>
    public override string? Judge(PrunedTrial trial)
    {
        double[] others = [.. trial.Others.Order()];
        if (others.Length < Math.Max(WarmUpTrials, 1) || trial.Epoch <= WarmUpEpochs)
        {
            return null;
        }
        double median = (others[(others.Length - 1) / 2] + others[others.Length / 2]) / 2;
        // Not a number is worse than any.
        return trial.Best <= median ? null : $"worse than the median of {others.Length} trials at epoch {trial.Epoch}";
    }
}
