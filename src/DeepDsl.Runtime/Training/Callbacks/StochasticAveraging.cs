namespace DeepDsl;

/// <summary>
/// Stochastic weight averaging (Izmailov 2018): the mean of the weights at the end of epoch <paramref name="fromEpoch"/> and of each one
/// later, at a rate that stays high or goes in cycles. At the end the model gets the means, and the statistics of batch norms are computed
/// again from the training set, in one pass over its batches. Validations on the way measure the plain weights.
/// </summary>
public sealed class StochasticAveraging(int fromEpoch) : WeightAveraging
{
    private readonly int _fromEpoch = fromEpoch >= 1
        ? fromEpoch
        : throw new ArgumentOutOfRangeException(
            nameof(fromEpoch), $"{nameof(StochasticAveraging)} begins after epoch {fromEpoch}; it must be at least 1.");

    /// <summary>Takes the weights in after every so many epochs.</summary>
    public int EveryEpochs
    {
        get;
        init => field = value >= 1
            ? value
            : throw new ArgumentOutOfRangeException(
                nameof(value), $"{nameof(StochasticAveraging)}.{nameof(EveryEpochs)} is {value}; it must be at least 1.");
    } = 1;

    /// <inheritdoc/>
    protected internal override void OnEpochEnd(FitContext context, EpochResult epoch)
    {
        if (epoch.Epoch >= _fromEpoch && (epoch.Epoch - _fromEpoch) % EveryEpochs == 0)
        {
            Take(context, n => 1.0 / (n + 1));
        }
    }

    private protected override void Applied(FitContext context) => context.RenewStatistics();
}
