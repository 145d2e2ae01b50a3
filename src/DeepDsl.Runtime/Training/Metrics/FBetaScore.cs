namespace DeepDsl;

/// <summary>
/// Harmonic mean of precision and recall, recall counting <paramref name="beta"/> times as much: 2 where what is missed matters more, 0.5 where
/// false alarms do. 0 where a class is neither there nor predicted.
/// </summary>
/// <param name="beta">Above 0; 1 is <see cref="F1Score"/>.</param>
/// <param name="average">How classes are averaged.</param>
public class FBetaScore(double beta, ClassAverage average = ClassAverage.Macro)
    : AveragedClassMetric(beta == 1 ? "f1" : FormattableString.Invariant($"f{beta}"), average)
{
    private readonly double _square = beta > 0 && double.IsFinite(beta)
        ? beta * beta
        : throw new ArgumentOutOfRangeException(
            nameof(beta), FormattableString.Invariant($"Recall counts some number of times as much as precision, above 0, but beta is {beta}."));

    private protected override double Compute(in ClassCounts counts, out double whole)
    {
        whole = (_square * counts.Labels) + counts.Predictions;
        return (1 + _square) * counts.Hits;
    }
}
