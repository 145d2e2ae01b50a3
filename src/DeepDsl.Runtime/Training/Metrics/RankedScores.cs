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

    /// <summary>The probability that a score stands for.</summary>
    public double Probability(double score) => _scale switch
    {
        ScoreScale.LogOdds when double.IsFinite(score) => MetricBatch.Sigmoid(score),
        ScoreScale.Logarithm when double.IsFinite(score) => Math.Exp(score),
        _ => score,
    };

    /// <summary>A probability above which are the scores ahead of a cut alone; null where none is.</summary>
    public double? Between(ScoreCut cut)
    {
        bool isLogOdds = _scale == ScoreScale.LogOdds;
        double threshold = isLogOdds
            ? MetricBatch.Sigmoid(double.IsInfinity(cut.Last) ? cut.Next + 1 : double.IsInfinity(cut.Next) ? cut.Last - 1 : Middle(cut.Last, cut.Next))
            : Middle(Math.Min(cut.Last, 1), Math.Max(cut.Next, 0));
        double above = isLogOdds ? MetricBatch.LogOdds(threshold) : threshold;
        return cut.Next <= above && above < cut.Last ? threshold : null; // rounding may leave nothing between
    }

    private static double Middle(double high, double low) => low + ((high - low) / 2);
}
