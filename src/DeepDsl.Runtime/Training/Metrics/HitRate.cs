namespace DeepDsl;

/// <summary>
/// Part of the rows that have something relevant among the <paramref name="k"/> highest scores. Where one class is right that is
/// <see cref="TopKAccuracy"/>.
/// </summary>
/// <param name="k">How many are looked at.</param>
public sealed class HitRate(int k = 10) : RankingMetric($"hit_rate{k}")
{
    private readonly int _k = k >= 1
        ? k
        : throw new ArgumentOutOfRangeException(nameof(k), $"The {k} highest scores can't be looked at; take 1 or more.");

    private protected override double OfRow(in MetricBatch batch, int row) => FirstRank(batch, row) is var rank and > 0 && rank <= _k ? 1 : 0;
}
