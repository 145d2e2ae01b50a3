namespace DeepDsl;

/// <summary>Ends the fit when a monitored value has not improved for <paramref name="patience"/> epochs.</summary>
public sealed class EarlyStopping(int patience = 5) : Callback
{
    private const string BestKey = "best";

    private readonly int _patience = patience >= 1
        ? patience
        : throw new ArgumentOutOfRangeException(
            nameof(patience), $"{nameof(EarlyStopping)} waits for a patience of {patience} epochs; it must be at least 1.");

    private BestValue? _best;
    private float[]? _bestValues;

    /// <summary>The value to watch, as in <see cref="EpochResult.Value"/>; empty for the validation loss, or else the loss.</summary>
    public string Monitor { get; init; } = "";

    /// <summary>Whether the value should rise; null to decide by the metric.</summary>
    public bool? Maximize { get; init; }

    /// <summary>Improvements up to this do not count.</summary>
    public double MinDelta
    {
        get;
        init => field = value >= 0 && double.IsFinite(value)
            ? value
            : throw new ArgumentOutOfRangeException(
                nameof(value),
                FormattableString.Invariant($"{nameof(EarlyStopping)}.{nameof(MinDelta)} is {value}; it must be finite and not negative."));
    }

    /// <summary>Whether the model gets back the parameters of the best epoch when the fit ends.</summary>
    public bool RestoreBest { get; init; }

    /// <summary>The best epoch so far, from 1; 0 before there is one.</summary>
    public int BestEpoch => _best?.BestEpoch ?? 0;

    /// <inheritdoc/>
    protected internal override void OnFitStart(FitContext context)
    {
        _best = new BestValue(Monitor, Maximize, MinDelta, nameof(EarlyStopping));
        foreach (EpochResult epoch in context.History.Epochs)
        {
            _best.Observe(epoch, context);
        }
        if (context.History.Epochs.Count == 0)
        {
            _bestValues = null;
        }
    }

    /// <inheritdoc/>
    protected internal override void OnEpochEnd(FitContext context, EpochResult epoch)
    {
        if (_best!.Observe(epoch, context) && RestoreBest)
        {
            // Never into the array of before, which a checkpoint may be writing.
            _bestValues = context.Network.CopyValues();
        }
        if (epoch.Epoch - BestEpoch >= _patience)
        {
            context.Stop($"EarlyStopping: {_best.Describe(context)}; {_patience} epochs brought no improvement.");
        }
    }

    /// <inheritdoc/>
    protected internal override void OnFitEnd(FitContext context)
    {
        // A fit that was interrupted goes on from where it was, not from its best epoch.
        if (RestoreBest && _bestValues != null && context.IsComplete)
        {
            context.Network.SetValues(_bestValues);
        }
    }

    internal override bool HasState => true;

    internal override IReadOnlyList<SafetensorsTensor> SaveState() =>
        _bestValues == null ? [] : [SafetensorsTensor.FromFloats(BestKey, [_bestValues.Length], _bestValues)];

    internal override void CheckState(Network network, IReadOnlyList<SafetensorsTensor> state)
    {
        if (state is not [{ Name: BestKey, Type: SafetensorsType.F32, Shape: [int length] } best])
        {
            throw new InvalidDataException(
                $"The checkpoint holds {Listing.Of(state, t => $"'{Listing.Short(t.Name)}' ({t.Type} {Shapes.Text(t.Shape)})")} for "
                + $"{nameof(EarlyStopping)}, which keeps '{BestKey}' (F32 [{network.ValueCount}]): the checkpoint is damaged.");
        }
        if (length != network.ValueCount)
        {
            throw new InvalidDataException(
                $"The checkpoint holds {length} values as the best of {nameof(EarlyStopping)}, but the model has "
                + $"{network.ValueCount}: the checkpoint is damaged.");
        }
    }

    internal override void LoadState(IReadOnlyList<SafetensorsTensor> state) =>
        _bestValues = state.Count == 0 ? null : state[0].ToFloats();
}
