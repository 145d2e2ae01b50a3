namespace DeepDsl;

/// <summary>
/// An exponential moving average of the weights: after each update <c>average = decay * average + (1 - decay) * weights</c>, from the
/// weights after the first update on. The validation of each epoch measures the averages, unless <see cref="Validate"/> is false.
/// </summary>
/// <remarks>
/// Weights are read at each update, for which a GPU has to be waited for; <see cref="EveryUpdates"/> makes that seldom. What other callbacks
/// save or restore are the plain weights, and predictions of other threads during a validation are by the averages.
/// </remarks>
public sealed class ExponentialAveraging(double decay = 0.999) : WeightAveraging
{
    private readonly double _decay = decay is >= 0 and < 1
        ? decay
        : throw new ArgumentOutOfRangeException(
            nameof(decay), FormattableString.Invariant($"{nameof(ExponentialAveraging)} takes a decay from 0 to below 1, found {decay}."));

    /// <summary>Takes the weights in after every so many updates.</summary>
    public int EveryUpdates
    {
        get;
        init => field = value >= 1
            ? value
            : throw new ArgumentOutOfRangeException(
                nameof(value), $"{nameof(ExponentialAveraging)}.{nameof(EveryUpdates)} is {value}; it must be at least 1.");
    } = 1;

    /// <summary>
    /// Lets the average follow faster at the beginning: the decay is at most <c>(1 + n) / (10 + n)</c> after n times, which rises to 1.
    /// </summary>
    public bool RisingDecay { get; init; }

    /// <summary>Whether the validation of the fit measures the averages.</summary>
    public bool Validate { get; init; } = true;

    internal override float[]? ValidationValues => Validate ? Average : null;

    /// <inheritdoc/>
    protected internal override void OnBatchEnd(FitContext context)
    {
        if (context.Step % EveryUpdates == 0)
        {
            Take(context, n => 1 - (RisingDecay ? Math.Min(_decay, (1.0 + n) / (10 + n)) : _decay));
        }
    }
}
