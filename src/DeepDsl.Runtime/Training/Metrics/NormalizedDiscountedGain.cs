namespace DeepDsl;

/// <summary>
/// Normalised discounted cumulative gain, NDCG: the sum of relevance / log2(1 + rank), for that of the best order. Relevance is the target, a
/// grade from 0 on, or 1 for the class that a label names. Outputs of equal score share the mean of their places, as in scikit-learn.
/// </summary>
/// <param name="k">How many of the highest scores count; 0 for all.</param>
public sealed class NormalizedDiscountedGain(int k = 0) : RankingMetric(k == 0 ? "ndcg" : $"ndcg{k}")
{
    private readonly int _k = k >= 0
        ? k
        : throw new ArgumentOutOfRangeException(nameof(k), $"The {k} highest scores can't be looked at; take 1 or more, or 0 for all.");

    private double[] _scores = [];
    private double[] _gains = [];

    private protected override double OfRow(in MetricBatch batch, int row)
    {
        if (_scores.Length != batch.Classes)
        {
            (_scores, _gains) = (new double[batch.Classes], new double[batch.Classes]);
        }
        for (int i = 0; i < _scores.Length; i++)
        {
            double gain = Relevance(batch, row, i);
            if (gain < 0)
            {
                throw new InvalidOperationException(
                    FormattableString.Invariant($"Metric '{Name}' takes targets for grades of relevance, from 0 on, but one is {gain}. Add as much to all."));
            }
            (_scores[i], _gains[i]) = (-batch.Scores[(row * batch.Classes) + i], gain);
        }
        Array.Sort(_scores, _gains);
        double found = Discounted();
        Array.Sort(_gains);
        Array.Reverse(_gains);
        double best = 0;
        for (int i = 0; i < _gains.Length; i++)
        {
            best += _gains[i] * Discount(i);
        }
        return best == 0 ? 0 : found / best;
    }

    /// <summary>Over groups of equal scores the mean gain, for each of their places.</summary>
    private double Discounted()
    {
        double sum = 0;
        for (int start = 0, end; start < _scores.Length; start = end)
        {
            double gains = 0;
            double discounts = 0;
            for (end = start; end == start || (end < _scores.Length && _scores[end] == _scores[start]); end++)
            {
                gains += _gains[end];
                discounts += Discount(end);
            }
            sum += gains / (end - start) * discounts;
        }
        return sum;
    }

    private double Discount(int place) => _k > 0 && place >= _k ? 0 : 1 / Math.Log2(place + 2);
}
