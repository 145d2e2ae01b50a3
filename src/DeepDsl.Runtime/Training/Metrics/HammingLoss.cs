namespace DeepDsl;

/// <summary>
/// Part of the labels that are wrong. Where several yes-no outputs of a row may hold at once, each is a label of its own; for rows of which all
/// are right see <see cref="ExactMatch"/>.
/// </summary>
public sealed class HammingLoss() : ClassMetric("hamming_loss")
{
    /// <inheritdoc/>
    public override bool HigherIsBetter => false;

    /// <inheritdoc/>
    public override double Value => Together(CountEach()) is var all ? Ratio(all.Labels - all.Hits, all.Labels) : double.NaN;
}
