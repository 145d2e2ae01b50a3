namespace DeepDsl;

/// <summary>
/// Chooses the probability above which to say yes. One half is seldom the best where yes is rare, or where one mistake costs more than the other.
/// Choose on validation data: on those the model was trained on, it is too sure.
/// </summary>
public static class Thresholds
{
    /// <summary>The threshold at which a metric is best.</summary>
    /// <param name="scores">Probabilities of yes, or their logits, <c>[Rows]</c>.</param>
    /// <param name="labels">1 for yes and 0 for no, <c>[Rows]</c>.</param>
    /// <param name="metric">
    /// What is to be best, such as <see cref="F1Score"/>, <see cref="ConfusionMatrix"/> for the accuracy, or <see cref="MisclassificationCost"/>
    /// with what either mistake costs. What it has gathered stays.
    /// </param>
    /// <param name="logits">Whether scores are logits rather than probabilities.</param>
    public static ThresholdChoice Best(ReadOnlySpan<float> scores, ReadOnlySpan<int> labels, ClassMetric metric, bool logits = false)
    {
        AreaUnderCurve gathered = new();
        gathered.Update(MetricBatch.OfYesNo(scores, labels, logits));
        return Best(gathered, metric);
    }

    /// <summary>
    /// The threshold at which a metric is best, on scores that another has gathered, as by <c>net.Evaluate(validation, [auc])</c>. It lies halfway
    /// between two scores; of equally good ones it is the one nearest to one half.
    /// </summary>
    /// <param name="gathered">With scores of yes-no outputs or of two classes.</param>
    /// <param name="metric">
    /// What is to be best, such as <see cref="F1Score"/>, <see cref="ConfusionMatrix"/> for the accuracy, or <see cref="MisclassificationCost"/>
    /// with what either mistake costs. What it has gathered stays.
    /// </param>
    public static ThresholdChoice Best(CurveMetric gathered, ClassMetric metric)
    {
        ArgumentNullException.ThrowIfNull(gathered);
        ArgumentNullException.ThrowIfNull(metric);
        RankedScores scores = gathered.RankedYesNo();
        if (scores.Yes + scores.No == 0)
        {
            throw new ArgumentException("There are no scores to choose a threshold by; pass those of validation data.", nameof(gathered));
        }
        if (scores.Misfit is { } misfit)
        {
            throw new ArgumentException(
                FormattableString.Invariant($"Probabilities lie from 0 to 1, but one of the scores is {misfit}. If they are logits, say logits: true."),
                nameof(gathered));
        }
        ThresholdChoice best = new(0.5, double.NaN);
        foreach (ScoreCut cut in scores.Cuts())
        {
            if (scores.Between(cut) is { } threshold)
            {
                ThresholdChoice choice = new(
                    threshold, metric.ValueOf(scores.No - cut.No, cut.No, scores.Yes - cut.Yes, cut.Yes, gathered.IsYesNo));
                best = IsBetter(choice, best, metric.HigherIsBetter) ? choice : best;
            }
        }
        return best;
    }

    private static bool IsBetter(ThresholdChoice choice, ThresholdChoice best, bool higherIsBetter) =>
        choice.Value == best.Value
            ? Math.Abs(choice.Threshold - 0.5) < Math.Abs(best.Threshold - 0.5)
            : !double.IsNaN(choice.Value)
                && (double.IsNaN(best.Value) || (higherIsBetter ? choice.Value > best.Value : choice.Value < best.Value));
}
