namespace DeepDsl;

/// <summary>Scores with their truth, highest first.</summary>
internal sealed class RankedScores
{
    private readonly double[] _scores;
    private readonly bool[] _isYes;
    private readonly ScoreScale _scale;

    /// <param name="scores">Which are sorted in place.</param>
    /// <param name="isYes">Sorted along.</param>
    /// <param name="scale">Of the scores.</param>
    public RankedScores(double[] scores, bool[] isYes, ScoreScale scale)
    {
        Array.Sort(scores, isYes);
        Array.Reverse(scores);
        Array.Reverse(isYes);
        (_scores, _isYes, _scale) = (scores, isYes, scale);
        Yes = isYes.Count(y => y);
    }

    public double Yes { get; }

    public double No => _scores.Length - Yes;

    /// <summary>A score that is none of its scale, as a probability of 2; null where all are.</summary>
    public double? Misfit => _scale == ScoreScale.Probability && _scores.Length > 0 && (_scores[0] > 1 || _scores[^1] < 0)
        ? _scores[0] > 1 ? _scores[0] : _scores[^1]
        : null;

    /// <summary>A cut behind each group of equal scores, all ahead of which are taken for yes; the first is ahead of all.</summary>
    public IEnumerable<ScoreCut> Cuts()
    {
        yield return new ScoreCut(0, 0, double.PositiveInfinity, _scores.Length > 0 ? _scores[0] : double.NegativeInfinity);
        double yes = 0;
        for (int i = 0; i < _scores.Length; i++)
        {
            yes += _isYes[i] ? 1 : 0;
            bool isLast = i + 1 == _scores.Length;
            if (isLast || _scores[i] != _scores[i + 1])
            {
                yield return new ScoreCut(yes, i + 1 - yes, _scores[i], isLast ? double.NegativeInfinity : _scores[i + 1]);
            }
        }
    }

    /// <summary>The probability of the lowest score ahead of a cut; infinite where there is none.</summary>
    public double Probability(ScoreCut cut) => cut.Yes + cut.No == 0 ? double.PositiveInfinity : _scale switch
    {
        ScoreScale.LogOdds => MetricBatch.Sigmoid(cut.Last),
        ScoreScale.Logarithm => Math.Exp(cut.Last),
        _ => cut.Last,
    };

    /// <summary>A probability above which are the scores ahead of a cut alone; null where rounding leaves none between.</summary>
    public double? Between(ScoreCut cut)
    {
        bool isLogOdds = _scale == ScoreScale.LogOdds;
        bool hasAhead = cut.Yes + cut.No > 0;
        bool hasBehind = cut.Yes + cut.No < _scores.Length;
        double threshold = !isLogOdds ? Middle(hasAhead ? cut.Last : 1, hasBehind ? cut.Next : 0)
            : !hasAhead ? Math.Max(0.5, MetricBatch.Sigmoid(cut.Next + 1))
            : !hasBehind ? Math.Min(0.5, MetricBatch.Sigmoid(cut.Last - 1))
            : MetricBatch.Sigmoid(Middle(cut.Last, cut.Next));
        double above = isLogOdds ? MetricBatch.LogOdds(threshold) : threshold;
        return (!hasAhead || above < cut.Last) && (!hasBehind || cut.Next <= above) ? threshold : null;
    }

    private static double Middle(double high, double low) => low + ((high - low) / 2);
}
