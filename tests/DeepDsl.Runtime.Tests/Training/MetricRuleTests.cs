namespace DeepDsl.Tests.Training;

/// <summary>What holds for metrics whatever they measure.</summary>
public sealed class MetricRuleTests
{
    [Fact]
    public void A_confusion_matrix_prints_as_a_table()
    {
        ConfusionMatrix matrix = new(["cat", "elephant"]);
        int[] labels = [.. Enumerable.Repeat(0, 12), 1];
        float[] scores = [.. Enumerable.Repeat(new[] { 1f, 0f }, 12).SelectMany(s => s), 1, 0];
        matrix.Update(new MetricBatch { Samples = 13, Classes = 2, Scores = scores, Labels = labels });
        Assert.Equal(
            """
            true \ predicted  cat  elephant
            cat                12         0
            elephant            1         0

            """,
            matrix.ToString(),
            ignoreLineEndingDifferences: true);
    }

    [Fact]
    public void After_the_first_batches_nothing_is_allocated()
    {
        Metric[] metrics =
        [
            new Accuracy(), new TopKAccuracy(2), new F1Score(), new ConfusionMatrix(), new Perplexity(), new CohensKappa(), new LogLoss(),
            new BrierScore(), new CalibrationError(), new ExactMatch(), new HitRate(2), new MeanReciprocalRank(), new NormalizedDiscountedGain(),
        ];
        float[] scores = [1, 2, 3, 4, 5, 6];
        int[] labels = [0, 2];
        Update();
        long before = GC.GetAllocatedBytesForCurrentThread();
        Update();
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());

        void Update()
        {
            foreach (Metric metric in metrics)
            {
                metric.Update(new MetricBatch { Samples = 2, Classes = 3, Scores = scores, Labels = labels });
            }
        }
    }

    [Fact]
    public void Rows_with_an_ignored_label_do_not_count()
    {
        float[] scores = [0, 2, 1, 5, 0, 0, float.NaN, 1, 2, 0, 0, 3];
        Metric[] metrics =
        [
            new Accuracy(), new TopKAccuracy(1), new F1Score(), new ConfusionMatrix(), new Perplexity(), new AreaUnderCurve(), new AveragePrecision(),
            new LogLoss(), new BrierScore(), new CalibrationError(), new ExactMatch(), new HitRate(1), new MeanReciprocalRank(),
            new NormalizedDiscountedGain(), new Bleu(longest: 1), new SpanF1(["O", "B-A", "I-A"]), new JaccardIndex(), new BalancedAccuracy(),
        ];
        foreach (Metric metric in metrics)
        {
            double Value(ReadOnlySpan<float> scores, ReadOnlySpan<int> labels)
            {
                metric.Reset();
                metric.Update(new MetricBatch
                {
                    Samples = labels.Length, Classes = 3, Scores = scores, Labels = labels, IgnoredLabel = -100, Logits = true,
                });
                return metric.Value;
            }

            double kept = Value([0, 2, 1, 0, 0, 3], [1, 0]);
            Assert.True(kept > 0, metric.Name);
            Assert.Equal(kept, Value(scores, [1, -100, -100, 0]));
        }
    }

    [Fact]
    public void Perplexity_of_scores_beyond_exp_and_of_probabilities()
    {
        Perplexity perplexity = new();
        perplexity.Update(new MetricBatch { Samples = 1, Classes = 2, Scores = [1000, 1000], Labels = [1], Logits = true });
        Assert.Equal(2, perplexity.Value, 1e-12);
        perplexity.Reset();
        perplexity.Update(new MetricBatch { Samples = 2, Classes = 2, Scores = [0.25f, 0.75f, 0.25f, 0.75f], Labels = [0, 1] });
        Assert.Equal(1 / Math.Sqrt(0.25 * 0.75), perplexity.Value, 1e-12);
    }

    [Fact]
    public void A_metric_that_cannot_measure_says_so()
    {
        float[] scores = [1, 2, 3];
        int[] labels = [0];
        Assert.Equal(
            "Metric 'mae' compares numbers, but the targets are class labels. Use Accuracy, or a data set with float targets.",
            Error(new MeanAbsoluteErrorMetric()));
        Assert.Equal(
            "Metric 'auc' with ClassAverage.Binary needs yes-no outputs or two classes, but this output has 3. Use ClassAverage.Macro.",
            Error(new AreaUnderCurve(ClassAverage.Binary)));
        Assert.Equal(
            "Metric 'binary_accuracy' compares each output with a yes or no, but there are 3 outputs to one label. Use Accuracy.",
            Error(new BinaryAccuracy()));

        Assert.Equal(
            "Metric 'perplexity' needs scores of classes that exclude each other, but these are yes-no outputs. Use AreaUnderCurve.",
            Assert.Throws<InvalidOperationException>(
                () => new Perplexity().Update(new MetricBatch { Samples = 1, Classes = 3, Scores = scores, Targets = scores, ElementWise = true })).Message);

        string Error(Metric metric) =>
            Assert.Throws<InvalidOperationException>(
                () => metric.Update(new MetricBatch { Samples = 1, Classes = 3, Scores = scores, Labels = labels })).Message;
    }
}
