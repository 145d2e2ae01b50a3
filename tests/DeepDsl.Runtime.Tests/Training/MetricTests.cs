using System.Text.Json;

namespace DeepDsl.Tests.Training;

/// <summary>Metrics against scikit-learn (tests/reference/metrics.py), fed in batches of uneven size.</summary>
public sealed class MetricTests
{
    private static readonly JsonElement Sklearn = Reference.Read("metrics.json");

    private static double MultiClass(Metric metric, bool oneHot = false)
    {
        JsonElement data = Sklearn.GetProperty("multiClass");
        int classes = data.GetProperty("classes").GetInt32();
        float[] scores = data.GetProperty("scores").Floats();
        int[] labels = data.GetProperty("labels").Ints();
        float[] targets = new float[scores.Length];
        for (int i = 0; i < labels.Length; i++)
        {
            targets[(i * classes) + labels[i]] = 1;
        }
        foreach ((int start, int count) in Batches(labels.Length))
        {
            metric.Update(new MetricBatch
            {
                Samples = count,
                Classes = classes,
                Scores = scores.AsSpan(start * classes, count * classes),
                Labels = oneHot ? [] : labels.AsSpan(start, count),
                Targets = oneHot ? targets.AsSpan(start * classes, count * classes) : [],
                Logits = true,
            });
        }
        return metric.Value;
    }

    private static double Binary(Metric metric, bool logits = false)
    {
        JsonElement data = Sklearn.GetProperty("binary");
        float[] scores = data.GetProperty("scores").Floats();
        float[] targets = data.GetProperty("targets").Floats();
        if (logits)
        {
            scores = Array.ConvertAll(scores, p => (float)Math.Log(p / (1 - p)));
        }
        foreach ((int start, int count) in Batches(scores.Length))
        {
            metric.Update(new MetricBatch
            {
                Samples = count,
                Classes = 1,
                Scores = scores.AsSpan(start, count),
                Targets = targets.AsSpan(start, count),
                ElementWise = true,
                Logits = logits,
            });
        }
        return metric.Value;
    }

    private static double Regression(Metric metric)
    {
        JsonElement data = Sklearn.GetProperty("regression");
        int columns = data.GetProperty("columns").GetInt32();
        float[] scores = data.GetProperty("scores").Floats();
        float[] targets = data.GetProperty("targets").Floats();
        foreach ((int start, int count) in Batches(scores.Length / columns))
        {
            metric.Update(new MetricBatch
            {
                Samples = count,
                Classes = columns,
                Scores = scores.AsSpan(start * columns, count * columns),
                Targets = targets.AsSpan(start * columns, count * columns),
            });
        }
        return metric.Value;
    }

    private static IEnumerable<(int Start, int Count)> Batches(int samples)
    {
        for (int start = 0; start < samples; start += 10)
        {
            yield return (start, Math.Min(10, samples - start));
        }
    }

    private static double Expected(string kind, string name) =>
        Sklearn.GetProperty(kind).GetProperty("expected").GetProperty(name).GetDouble();

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
    };

    public static TheoryData<string, Metric> OfNumbers => new()
    {
        { "mae", new MeanAbsoluteErrorMetric() },
        { "mse", new MeanSquaredErrorMetric() },
        { "r2", new RSquared() },
    };

    [Theory]
    [MemberData(nameof(OfClasses))]
    public void Classes(string name, Metric metric)
    {
        Assert.True(double.IsNaN(metric.Value));
        Assert.Equal(Expected("multiClass", name), MultiClass(metric), 1e-12);
        metric.Reset();
        Assert.Equal(Expected("multiClass", name), MultiClass(metric, oneHot: true), 1e-12);
    }

    [Theory]
    [MemberData(nameof(OfYesNo))]
    public void YesNo(string name, Metric metric)
    {
        Assert.True(double.IsNaN(metric.Value));
        Assert.Equal(Expected("binary", name), Binary(metric), 1e-12);
        metric.Reset();
        Assert.Equal(Expected("binary", name), Binary(metric, logits: true), 1e-12);
    }

    [Theory]
    [MemberData(nameof(OfNumbers))]
    public void Numbers(string name, Metric metric)
    {
        Assert.True(double.IsNaN(metric.Value));
        Assert.Equal(Expected("regression", name), Regression(metric), 1e-9);
        metric.Reset();
        Assert.Equal(Expected("regression", name), Regression(metric), 1e-9);
    }

    [Fact]
    public void Each_class_and_each_cell()
    {
        JsonElement expected = Sklearn.GetProperty("multiClass").GetProperty("expected");
        PrecisionMetric precision = new();
        ConfusionMatrix matrix = new();
        MultiClass(precision);
        MultiClass(matrix);
        Assert.Equal(
            expected.GetProperty("precision_class").Doubles(),
            Enumerable.Range(0, 5).Select(precision.ForClass),
            (a, b) => Math.Abs(a - b) < 1e-12);
        Assert.Equal(
            expected.GetProperty("confusion").Doubles(),
            Enumerable.Range(0, 25).Select(i => (double)matrix.Cell(i / 5, i % 5)));
    }

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
        Metric[] metrics = [new Accuracy(), new TopKAccuracy(2), new F1Score(), new ConfusionMatrix(), new Perplexity()];
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
        foreach (Metric metric in new Metric[] { new Accuracy(), new TopKAccuracy(1), new F1Score(), new ConfusionMatrix(), new Perplexity() })
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
