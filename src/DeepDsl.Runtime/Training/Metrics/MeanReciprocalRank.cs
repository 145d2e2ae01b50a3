namespace DeepDsl;

/// <summary>Mean of 1 / (rank of the first relevant output): 1 where it always comes first, 0.5 where it comes second.</summary>
public sealed class MeanReciprocalRank() : RankingMetric("mrr")
{
    private protected override double OfRow(in MetricBatch batch, int row) => FirstRank(batch, row) is var rank and > 0 ? 1.0 / rank : 0;
}
