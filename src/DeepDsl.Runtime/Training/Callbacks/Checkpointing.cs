using System.Globalization;

namespace DeepDsl;

/// <summary>
/// Saves checkpoints after epochs. <c>{epoch}</c> in <paramref name="path"/> becomes the epoch's number, so that each is kept.
/// </summary>
public sealed class Checkpointing(string path) : Callback
{
    private readonly Queue<string> _kept = [];
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

    /// <summary>
    /// Keeps so many files of this fit, the last ones, and deletes those before; 0 for all. For names with <c>{epoch}</c>; a fit that
    /// resumes counts those files that its earlier epochs left.
    /// </summary>
    public int KeepLast
    {
        get;
        init => field = value >= 0
            ? value
            : throw new ArgumentOutOfRangeException(
                nameof(value), $"{nameof(Checkpointing)}.{nameof(KeepLast)} is {value}; it must be positive, or 0 for all.");
    }

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
        _kept.Clear();
        foreach (EpochResult epoch in context.History.Epochs)
        {
            if (IsDue(context, epoch) && File.Exists(PathOf(epoch)))
            {
                Keep(PathOf(epoch));
            }
        }
    }

    /// <inheritdoc/>
    protected internal override void OnEpochEnd(FitContext context, EpochResult epoch)
    {
        if (IsDue(context, epoch))
        {
            context.Network.SaveCheckpoint(PathOf(epoch));
            Keep(PathOf(epoch));
        }
    }

    private bool IsDue(FitContext context, EpochResult epoch) =>
        BestOnly ? _best!.Observe(epoch, context) : epoch.Epoch % EveryEpochs == 0;

    private string PathOf(EpochResult epoch) =>
        path.Replace("{epoch}", epoch.Epoch.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);

    /// <summary>After the new file is whole, so that there never are fewer than asked for.</summary>
    private void Keep(string file)
    {
        if (KeepLast == 0 || _kept.Contains(file))
        {
            return;
        }
        _kept.Enqueue(file);
        while (_kept.Count > KeepLast)
        {
            File.Delete(_kept.Dequeue());
        }
    }
}
