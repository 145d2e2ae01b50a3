using System.Globalization;

namespace DeepDsl;

/// <summary>
/// Ends a trial at epoch <see cref="FirstEpochs"/>, and at each epoch that is <see cref="Factor"/> times the one before, unless its value
/// is among the best one in <see cref="Factor"/> of what it and the trials before had there: successive halving that waits for nobody (Li
/// et al. 2020).
/// </summary>
public sealed class HalvingPruner : Pruner
{
    /// <summary>The first epoch at which trials end.</summary>
    public int FirstEpochs
    {
        get;
        init => field = value >= 1
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), $"HalvingPruner.FirstEpochs is {value}; it must be at least 1.");
    } = 1;

    /// <summary>One in so many goes on.</summary>
    public int Factor
    {
        get;
        init => field = value >= 2
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), $"HalvingPruner.Factor is {value}; it must be at least 2.");
    } = 3;

    /// <inheritdoc/>
    public override string Description => string.Create(
        CultureInfo.InvariantCulture, $"{nameof(HalvingPruner)} (Group = {Group}, FirstEpochs = {FirstEpochs}, Factor = {Factor})");

    /// <inheritdoc/>
    public override string? Judge(PrunedTrial trial)
    {
        long rung = FirstEpochs;
        while (rung < trial.Epoch)
        {
            rung *= Factor;
        }
        if (rung != trial.Epoch)
        {
            return null;
        }
        IReadOnlyList<double> others = trial.Others;
        int rank = double.IsNaN(trial.Latest) ? int.MaxValue : others.Count(v => v < trial.Latest);
        return rank < Math.Max(1, (others.Count + 1) / Factor)
            ? null
            : $"not among the best one in {Factor} of {others.Count + 1} trials at epoch {trial.Epoch}";
    }
}
