using System.Text.Json;

namespace DeepDsl.Tests.Training;

/// <summary>Metrics against scikit-learn (tests/reference/metrics.py), fed in batches of uneven size.</summary>
public sealed class MetricTests
{
    public static TheoryData<string, Metric> OfClasses => new()
    {
        { "accuracy", new Accuracy() },
        { "accuracy", new ConfusionMatrix() },
        { "accuracy", new TopKAccuracy(1) },
        { "top2", new TopKAccuracy(2) },
        { "top3", new TopKAccuracy(3) },
        { "perplexity", new Perplexity() },
        { "precision_macro", new PrecisionMetric() },
        { "precision_micro", new PrecisionMetric(ClassAverage.Micro) },
        { "precision_weighted", new PrecisionMetric(ClassAverage.Weighted) },
        { "recall_macro", new Recall() },
        { "recall_micro", new Recall(ClassAverage.Micro) },
        { "recall_weighted", new Recall(ClassAverage.Weighted) },
        { "f1_macro", new F1Score() },
        { "f1_micro", new F1Score(ClassAverage.Micro) },
        { "f1_weighted", new F1Score(ClassAverage.Weighted) },
        { "f2_macro", new FBetaScore(2) },
        { "f2_weighted", new FBetaScore(2, ClassAverage.Weighted) },
        { "f0.5_micro", new FBetaScore(0.5, ClassAverage.Micro) },
        { "f0.5_macro", new FBetaScore(0.5) },
        { "jaccard_macro", new JaccardIndex() },
        { "jaccard_micro", new JaccardIndex(ClassAverage.Micro) },
        { "jaccard_weighted", new JaccardIndex(ClassAverage.Weighted) },
        { "specificity_macro", new Specificity() },
        { "specificity_micro", new Specificity(ClassAverage.Micro) },
        { "specificity_weighted", new Specificity(ClassAverage.Weighted) },
        { "balanced_accuracy", new BalancedAccuracy() },
        { "mcc", new MatthewsCorrelation() },
        { "kappa_none", new CohensKappa() },
        { "kappa_linear", new CohensKappa(KappaWeights.Linear) },
        { "kappa_quadratic", new CohensKappa(KappaWeights.Quadratic) },
        { "hamming_loss", new HammingLoss() },
        { "accuracy", new ExactMatch() },
        { "auc_macro", new AreaUnderCurve() },
        { "auc_micro", new AreaUnderCurve(ClassAverage.Micro) },
        { "auc_weighted", new AreaUnderCurve(ClassAverage.Weighted) },
        { "average_precision_macro", new AveragePrecision() },
        { "average_precision_micro", new AveragePrecision(ClassAverage.Micro) },
        { "average_precision_weighted", new AveragePrecision(ClassAverage.Weighted) },
        { "log_loss", new LogLoss() },
        { "brier", new BrierScore() },
    };

    public static TheoryData<string, Metric> OfYesNo => new()
    {
        { "accuracy", new Accuracy() },
        { "accuracy", new BinaryAccuracy() },
        { "accuracy_at_70", new BinaryAccuracy(0.7) },
        { "precision", new PrecisionMetric() },
        { "recall", new Recall(ClassAverage.Micro) },
        { "f1", new F1Score() },
        { "auc", new AreaUnderCurve() },
        { "f2_binary", new FBetaScore(2) },
        { "f0.5_binary", new FBetaScore(0.5, ClassAverage.Binary) },
        { "jaccard_binary", new JaccardIndex() },
        { "specificity", new Specificity() },
        { "balanced_accuracy", new BalancedAccuracy() },
        { "mcc", new MatthewsCorrelation() },
        { "kappa_none", new CohensKappa() },
        { "kappa_linear", new CohensKappa(KappaWeights.Linear) },
        { "hamming_loss", new HammingLoss() },
        { "accuracy", new ExactMatch() },
        { "average_precision", new AveragePrecision() },
    };

    public static TheoryData<string, Metric> OfNumbers => new()
    {
        { "mae", new MeanAbsoluteErrorMetric() },
        { "mse", new MeanSquaredErrorMetric() },
        { "r2", new RSquared() },
        { "rmse", new RootMeanSquaredError() },
        { "mape", new MeanAbsolutePercentageError() },
        { "median_ae", new MedianAbsoluteError() },
        { "explained_variance", new ExplainedVariance() },
        { "max_error", new MaxError() },
    };

    public static TheoryData<string, Metric> OfCounts => new()
    {
        { "msle", new MeanSquaredLogarithmicError() },
        { "mape", new MeanAbsolutePercentageError() },
        { "median_ae", new MedianAbsoluteError() },
        { "explained_variance", new ExplainedVariance() },
        { "r2", new RSquared() },
    };

    public static TheoryData<string, Metric> OfProbabilities => new()
    {
        { "log_loss", new LogLoss() },
        { "brier", new BrierScore() },
    };

    public static TheoryData<string, Metric> OfNoAlone => new()
    {
        { "precision_binary", new PrecisionMetric() },
        { "recall_binary", new Recall() },
        { "f1_binary", new F1Score() },
        { "f2_binary", new FBetaScore(2) },
        { "jaccard_binary", new JaccardIndex() },
        { "specificity", new Specificity() },
        { "balanced_accuracy", new BalancedAccuracy() },
        { "mcc", new MatthewsCorrelation() },
        { "kappa_none", new CohensKappa() },
        { "hamming_loss", new HammingLoss() },
        { "average_precision", new AveragePrecision() },
        { "log_loss", new LogLoss() },
        { "brier", new BrierScore() },
    };

    public static TheoryData<string, Metric> OfLabels => new()
    {
        { "hamming_loss", new HammingLoss() },
        { "exact_match", new ExactMatch() },
        { "jaccard", new JaccardIndex() },
        { "f1", new F1Score() },
        { "auc", new AreaUnderCurve() },
        { "average_precision", new AveragePrecision() },
        { "precision_mean", new OutputMean(() => new PrecisionMetric()) },
        { "recall_mean", new OutputMean(() => new Recall()) },
        { "f1_mean", new OutputMean(() => new F1Score()) },
        { "jaccard_mean", new OutputMean(() => new JaccardIndex()) },
        { "auc_mean", new OutputMean(() => new AreaUnderCurve()) },
        { "average_precision_mean", new OutputMean(() => new AveragePrecision()) },
    };

    [Theory]
    [MemberData(nameof(OfClasses))]
    public void Classes(string name, Metric metric)
    {
        Assert.True(double.IsNaN(metric.Value));
        Assert.Equal(MetricData.Expected("multiClass", name), MetricData.Classes(metric), 1e-12);
        metric.Reset();
        Assert.Equal(MetricData.Expected("multiClass", name), MetricData.Classes(metric, oneHot: true), 1e-12);
    }

    [Theory]
    [MemberData(nameof(OfYesNo))]
    public void YesNo(string name, Metric metric)
    {
        Assert.True(double.IsNaN(metric.Value));
        Assert.Equal(MetricData.Expected("binary", name), MetricData.YesNo("binary", metric), 1e-12);
        metric.Reset();
        Assert.Equal(MetricData.Expected("binary", name), MetricData.YesNo("binary", metric, logits: true), 1e-12);
    }

    [Theory]
    [MemberData(nameof(OfNumbers))]
    public void Numbers(string name, Metric metric)
    {
        Assert.True(double.IsNaN(metric.Value));
        Assert.Equal(MetricData.Expected("regression", name), MetricData.Numbers("regression", metric), 1e-9);
        metric.Reset();
        Assert.Equal(MetricData.Expected("regression", name), MetricData.Numbers("regression", metric), 1e-9);
    }

    [Theory]
    [MemberData(nameof(OfCounts))]
    public void Numbers_from_0_on_of_which_a_column_is_all_the_same(string name, Metric metric) =>
        Assert.Equal(MetricData.Expected("counts", name), MetricData.Numbers("counts", metric), 1e-10);

    /// <summary>Logits are rounded to float.</summary>
    [Theory]
    [MemberData(nameof(OfProbabilities))]
    public void Probabilities(string name, Metric metric)
    {
        Assert.Equal(MetricData.Expected("binary", name), MetricData.YesNo("binary", metric), 1e-12);
        metric.Reset();
        Assert.Equal(MetricData.Expected("binary", name), MetricData.YesNo("binary", metric, logits: true), 1e-7);
    }

    [Theory]
    [MemberData(nameof(OfNoAlone))]
    public void Batches_of_one_class_alone(string name, Metric metric) =>
        Assert.Equal(MetricData.Expected("noAlone", name), MetricData.YesNo("noAlone", metric), 1e-12);

    [Theory]
    [MemberData(nameof(OfLabels))]
    public void Several_labels_at_once(string name, Metric metric) =>
        Assert.Equal(MetricData.Expected("multiLabel", name), MetricData.YesNo("multiLabel", metric), 1e-12);

    [Fact]
    public void What_one_class_alone_leaves_open_is_not_a_number()
    {
        Assert.True(double.IsNaN(MetricData.YesNo("noAlone", new AreaUnderCurve())));
        Assert.True(double.IsNaN(new CohensKappa().Measure(MetricBatch.OfPredictions([1, 1], [1, 1], classes: 3))));
        Assert.Equal(0, new MatthewsCorrelation().Measure(MetricBatch.OfPredictions([1, 1], [1, 1], classes: 3)));
    }

    [Fact]
    public void Masks_have_an_IoU_and_a_Dice_for_each_class()
    {
        JsonElement data = MetricData.Of("masks");
        JsonElement expected = data.GetProperty("expected");
        int[] predicted = data.GetProperty("predicted").Ints();
        JaccardIndex iou = new();
        F1Score dice = new();
        MetricBatch pixels = MetricBatch.OfPredictions(predicted, data.GetProperty("labels").Ints(), classes: 4) with { Samples = 2 };
        Assert.Equal(MetricData.Expected("masks", "iou"), iou.Measure(pixels), 1e-12);
        Assert.Equal(MetricData.Expected("masks", "dice"), dice.Measure(pixels), 1e-12);
        AssertClose(expected.GetProperty("iou_class"), iou.ForClass);
        AssertClose(expected.GetProperty("dice_class"), dice.ForClass);
    }

    [Fact]
    public void Masks_have_an_IoU_image_by_image()
    {
        JsonElement data = MetricData.Of("masks");
        double[] images = data.GetProperty("expected").GetProperty("iou_images").Doubles();
        MetricBatch pixels = MetricBatch.OfPredictions(data.GetProperty("predicted").Ints(), data.GetProperty("labels").Ints(), classes: 4) with { Samples = 2 };
        Assert.Equal(images.Average(), new ImageJaccard().Measure(pixels), 1e-12);

        // Of two, one and no pixels one is both in the first image, and none of one in the second; the third has nothing to find.
        float[] scores = [0.9f, 0.8f, 0.1f, 0.7f, 0.2f, 0.2f, 0.1f, 0.1f, 0.1f];
        float[] truth = [1, 0, 0, 0, 0, 0, 0, 0, 0];
        ImageJaccard iou = new();
        Assert.Equal(0.25, iou.Measure(MetricBatch.OfYesNo(scores, truth, outputs: 3)), 1e-12);
        Assert.True(double.IsNaN(iou.Measure(MetricBatch.OfYesNo(scores.AsSpan(6), truth.AsSpan(6), outputs: 3))));
    }

    [Fact]
    public void Each_class_and_each_cell()
    {
        JsonElement expected = MetricData.Of("multiClass").GetProperty("expected");
        AveragedClassMetric[] metrics =
            [new PrecisionMetric(), new Recall(), new F1Score(), new FBetaScore(2), new FBetaScore(0.5), new JaccardIndex(), new Specificity()];
        foreach (AveragedClassMetric metric in metrics)
        {
            MetricData.Classes(metric);
            AssertClose(expected.GetProperty($"{metric.Name}_class"), metric.ForClass);
        }
        ConfusionMatrix matrix = new();
        MetricData.Classes(matrix);
        Assert.Equal(
            expected.GetProperty("confusion").Doubles(),
            Enumerable.Range(0, 25).Select(i => (double)matrix.Cell(i / 5, i % 5)));
    }

    private static void AssertClose(JsonElement expected, Func<int, double> found)
    {
        double[] values = expected.Doubles();
        Assert.Equal(values, Enumerable.Range(0, values.Length).Select(found), (a, b) => Math.Abs(a - b) < 1e-12);
    }
}
