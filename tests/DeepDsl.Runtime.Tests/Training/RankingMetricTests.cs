using System.Text.Json;

namespace DeepDsl.Tests.Training;

/// <summary>How far ahead what is relevant ranks, against scikit-learn and by hand.</summary>
public sealed class RankingMetricTests
{
    public static TheoryData<string, Metric> OfGrades => new()
    {
        { "ndcg", new NormalizedDiscountedGain() },
        { "ndcg1", new NormalizedDiscountedGain(1) },
        { "ndcg3", new NormalizedDiscountedGain(3) },
        { "ndcg5", new NormalizedDiscountedGain(5) },
    };

    public static TheoryData<string, Metric> OfLabels => new()
    {
        { "mrr_label", new MeanReciprocalRank() },
        { "ndcg_label", new NormalizedDiscountedGain() },
        { "hit_rate1_label", new HitRate(1) },
        { "hit_rate3_label", new HitRate(3) },
        { "hit_rate5_label", new HitRate(5) },
        { "hit_rate3_label", new TopKAccuracy(3) },
    };

    [Theory]
    [MemberData(nameof(OfGrades))]
    public void Grades_with_scores_that_tie(string name, Metric metric)
    {
        Assert.Equal(name, metric.Name);
        Assert.Equal(MetricData.Expected("ranking", name), MetricData.YesNo("ranking", metric), 1e-12);
    }

    [Theory]
    [MemberData(nameof(OfLabels))]
    public void One_label_a_row(string name, Metric metric)
    {
        JsonElement data = MetricData.Of("ranking");
        MetricBatch batch = MetricBatch.OfClasses(data.GetProperty("distinct").Floats(), data.GetProperty("labels").Ints());
        Assert.True(double.IsNaN(metric.Value));
        Assert.Equal(MetricData.Expected("ranking", name), metric.Measure(batch), 1e-12);
    }

    /// <summary>
    /// Relevant are the last two of four, which rank third and first: 1. Then the second alone, whose score the first has too: 1 / 2. Then none: 0.
    /// </summary>
    [Fact]
    public void Several_relevant_outputs_ties_and_none()
    {
        float[] scores = [0.3f, 0.1f, 0.2f, 0.9f, 0.7f, 0.7f, 0.1f, 0, 0.1f, 0.2f, 0.3f, 0.4f];
        float[] targets = [0, 0, 1, 1, 0, 1, 0, 0, 0, 0, 0, 0];
        MetricBatch batch = MetricBatch.OfYesNo(scores, targets, outputs: 4);
        Assert.Equal(1.5 / 3, new MeanReciprocalRank().Measure(batch), 1e-12);
        Assert.Equal(1.0 / 3, new HitRate(1).Measure(batch), 1e-12);
        Assert.Equal(2.0 / 3, new HitRate(2).Measure(batch), 1e-12);
    }

    [Fact]
    public void What_cannot_be_ranked_is_refused()
    {
        Assert.Equal(
            "Metric 'mrr' ranks the outputs of a row, but these rows have one each. Use AveragePrecision.",
            Assert.Throws<InvalidOperationException>(() => new MeanReciprocalRank().Measure(MetricBatch.OfYesNo([0.5f], [1]))).Message);
        Assert.Equal(
            "Metric 'ndcg' takes targets for grades of relevance, from 0 on, but one is -1. Add as much to all.",
            Assert.Throws<InvalidOperationException>(
                () => new NormalizedDiscountedGain().Measure(MetricBatch.OfNumbers([0.5f, 1], [1, -1], columns: 2))).Message);
        Assert.StartsWith(
            "The 0 highest scores can't be looked at; take 1 or more.",
            Assert.Throws<ArgumentOutOfRangeException>(() => new HitRate(0)).Message, StringComparison.Ordinal);
    }
}
