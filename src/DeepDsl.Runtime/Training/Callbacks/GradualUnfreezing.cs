namespace DeepDsl;

/// <summary>
/// Freezes parameters at the start of a fit and thaws one group after the other: the first after <see cref="EveryEpochs"/> epochs, the
/// next after as many more. What is in no group stays as it is. The epoch alone decides, so a fit that resumes goes on the same.
/// </summary>
/// <param name="patterns">Names as in <see cref="Network.Group"/>, that of the group to thaw first in front: <c>["block4.*", "block3.*"]</c>.</param>
public sealed class GradualUnfreezing(IReadOnlyList<string> patterns) : Callback
{
    private ParameterGroup[] _groups = [];

    /// <summary>Epochs between two groups.</summary>
    public int EveryEpochs
    {
        get;
        init => field = value >= 1
            ? value
            : throw new ArgumentOutOfRangeException(
                nameof(value), $"{nameof(GradualUnfreezing)}.{nameof(EveryEpochs)} is {value}; it must be at least 1.");
    } = 1;

    /// <inheritdoc/>
    protected internal override void OnFitStart(FitContext context)
    {
        _groups = [.. patterns.Select(context.Network.Group)];
        Set(context.History.Epochs.Count);
    }

    /// <inheritdoc/>
    protected internal override void OnEpochEnd(FitContext context, EpochResult epoch) => Set(epoch.Epoch);

    private void Set(int epochs)
    {
        for (int i = 0; i < _groups.Length; i++)
        {
            _groups[i].Freeze(epochs < (i + 1L) * EveryEpochs);
        }
    }
}
