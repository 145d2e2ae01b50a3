using System.Globalization;

namespace DeepDsl;

/// <summary>
/// Saves checkpoints after epochs. <c>{epoch}</c> in <paramref name="path"/> becomes the epoch's number, so that each is kept.
/// </summary>
public sealed class Checkpointing(string path) : Callback
{
    private BestValue? _best;

    /// <summary>Saves after every so many epochs.</summary>
    public int EveryEpochs
    {
        get;
        init => field = value >= 1
            ? value
            : throw new ArgumentOutOfRangeException(
                nameof(value), $"{nameof(Checkpointing)}.{nameof(EveryEpochs)} is {value}; it must be at least 1.");
    } = 1;

    /// <summary>Saves only when the monitored value is the best so far.</summary>
    public bool BestOnly { get; init; }

    /// <summary>The value to watch, as in <see cref="EpochResult.Value"/>; empty for the validation loss, or else the loss.</summary>
    public string Monitor { get; init; } = "";

    /// <summary>Whether the value should rise; null to decide by the metric.</summary>
    public bool? Maximize { get; init; }

    /// <inheritdoc/>
    protected internal override void OnFitStart(FitContext context)
    {
        _best = new BestValue(Monitor, Maximize, 0, nameof(Checkpointing));
        foreach (EpochResult epoch in BestOnly ? context.History.Epochs : [])
        {
            _best.Observe(epoch, context);
        }
    }

    /// <inheritdoc/>
    protected internal override void OnEpochEnd(FitContext context, EpochResult epoch)
    {
        if (BestOnly ? _best!.Observe(epoch, context) : epoch.Epoch % EveryEpochs == 0)
        {
            string number = epoch.Epoch.ToString(CultureInfo.InvariantCulture);
            context.Network.SaveCheckpoint(path.Replace("{epoch}", number, StringComparison.Ordinal));
        }
    }
}
