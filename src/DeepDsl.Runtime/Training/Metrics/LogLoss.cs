namespace DeepDsl;

/// <summary>
/// Mean of -ln(probability of what is true), of classes or of each yes or no: the cross-entropy, without label smoothing or weights. It asks
/// whether probabilities are right, not only which is the highest. One of 0 counts as 2^-52, as in scikit-learn, so it is finite. Rows with an
/// ignored label don't count. Its exponential is <see cref="Perplexity"/>.
/// </summary>
public sealed class LogLoss() : Metric("log_loss")
{
    private static readonly double s_least = Math.Log(Math.ScaleB(1, -52));

    /// <inheritdoc/>
    public override bool HigherIsBetter => false;

    /// <inheritdoc/>
    public override double Value => Sums.Length == 0 ? double.NaN : Ratio(Sums[0], Sums[1]);

    /// <inheritdoc/>
    public override void Update(in MetricBatch batch)
    {
        Size(2);
        for (int i = 0; i < (batch.ElementWise ? batch.Scores.Length : batch.Rows); i++)
        {
            if (batch.IsIgnored(i))
            {
                continue;
            }
            double logarithm = batch.ElementWise ? LogOfYesOrNo(batch, i) : batch.LogProbability(i, batch.TrueClass(i));
            Sums[0] -= batch.Logits ? logarithm : Math.Max(logarithm, s_least);
            Sums[1]++;
        }
    }

    internal override bool CanHaveGathered(double[] sums, int values, int classes) =>
        sums.Length == 0 || (sums.Length == 2 && AreCounts(sums.AsSpan(1), 1) && double.IsFinite(sums[0]));

    private static double LogOfYesOrNo(in MetricBatch batch, int element)
    {
        double score = batch.Scores[element];
        if (!batch.Logits)
        {
            return Math.Log(batch.IsYes(element) ? score : 1 - score);
        }
        double away = batch.IsYes(element) ? -score : score;
        return -(Math.Max(away, 0) + Math.Log(1 + Math.Exp(-Math.Abs(away))));
    }
}
