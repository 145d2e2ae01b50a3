using System.Text.Json;

namespace DeepDsl.Tests.Training;

/// <summary>Curves over all thresholds against scikit-learn, and the threshold that is chosen.</summary>
public sealed class CurveTests
{
    public static TheoryData<string, ClassMetric> OfBest => new()
    {
        { "f1", new F1Score() },
        { "f2", new FBetaScore(2) },
        { "mcc", new MatthewsCorrelation() },
        { "accuracy", new ConfusionMatrix() },
        { "balanced_accuracy", new BalancedAccuracy() },
        { "cost_1_5", new MisclassificationCost(falseYes: 1, falseNo: 5) },
        { "cost_5_1", new MisclassificationCost(falseYes: 5, falseNo: 1) },
    };

    [Fact]
    public void Both_curves_have_a_point_for_each_score()
    {
        JsonElement expected = MetricData.Of("binary").GetProperty("expected");
        AreaUnderCurve auc = new();
        AveragePrecision precision = new();
        MetricData.YesNo("binary", auc);
        MetricData.YesNo("binary", precision);
        RocPoint[] roc = auc.Curve();
        Assert.Equal(new RocPoint(0, 0, double.PositiveInfinity), roc[0]);
        AssertClose(expected.GetProperty("roc")[0], roc.Select(p => p.FalsePositiveRate));
        AssertClose(expected.GetProperty("roc")[1], roc.Select(p => p.TruePositiveRate));
        AssertClose(expected.GetProperty("roc")[2], roc.Skip(1).Select(p => p.Threshold));
        PrecisionRecallPoint[] points = precision.Curve();
        Assert.Equal(new PrecisionRecallPoint(0, 1, double.PositiveInfinity), points[0]);
        AssertClose(expected.GetProperty("precision_recall")[0], points.Select(p => p.Recall));
        AssertClose(expected.GetProperty("precision_recall")[1], points.Select(p => p.Precision));
        AssertClose(expected.GetProperty("precision_recall")[2], points.Skip(1).Select(p => p.Threshold));
    }

    [Fact]
    public void Thresholds_of_a_curve_of_logits_are_probabilities()
    {
        AreaUnderCurve auc = new();
        AreaUnderCurve ofLogits = new();
        MetricData.YesNo("binary", auc);
        MetricData.YesNo("binary", ofLogits, logits: true);
        Assert.Equal(auc.Curve().Skip(1).Select(p => p.Threshold), ofLogits.Curve().Skip(1).Select(p => p.Threshold), (a, b) => Math.Abs(a - b) < 1e-6);
    }

    [Theory]
    [InlineData(ClassAverage.Macro, "macro")]
    [InlineData(ClassAverage.Weighted, "weighted")]
    [InlineData(ClassAverage.Micro, "micro")]
    public void Each_class_against_the_rest_where_probabilities_tie(ClassAverage average, string name)
    {
        foreach (CurveMetric metric in new CurveMetric[] { new AreaUnderCurve(average), new AveragePrecision(average) })
        {
            Assert.Equal(
                MetricData.Expected("rounded", $"{metric.Name}_{name}"), MetricData.Classes(metric, kind: "rounded", logits: false), 1e-12);
            AssertClose(
                MetricData.Of("rounded").GetProperty("expected").GetProperty($"{metric.Name}_class"), Enumerable.Range(0, 3).Select(metric.ForClass));
        }
    }

    /// <summary>Scores s for yes are 1 - s for no, and the ranks of one are those of the other from behind.</summary>
    [Fact]
    public void Two_classes_are_yes_and_no()
    {
        float[] yes = [0.9f, 0.7f, 0.4f, 0.2f];
        int[] labels = [1, 0, 1, 0];
        AreaUnderCurve one = new();
        AreaUnderCurve two = new();
        double expected = one.Measure(MetricBatch.OfYesNo(yes, labels));
        Assert.Equal(expected, two.Measure(MetricBatch.OfClasses([.. yes.SelectMany(p => new[] { 1 - p, p })], labels)));
        Assert.Equal(expected, two.ForClass(0));
        Assert.Equal(expected, two.Measure(MetricBatch.OfClasses([.. yes.SelectMany(p => new[] { 1, 1 + MathF.Log(p / (1 - p)) })], labels, logits: true)));
    }

    /// <summary>What is found at the chosen threshold is what the metric gives when it takes that one.</summary>
    [Theory]
    [MemberData(nameof(OfBest))]
    public void The_best_threshold_is_the_best_of_all(string name, ClassMetric metric)
    {
        JsonElement data = MetricData.Of("binary");
        float[] scores = data.GetProperty("scores").Floats();
        int[] labels = Array.ConvertAll(data.GetProperty("targets").Floats(), t => (int)t);
        double expected = data.GetProperty("expected").GetProperty("best").GetProperty(name).GetDouble();
        ThresholdChoice choice = Thresholds.Best(scores, labels, metric);
        Assert.Equal(expected, choice.Value, 1e-12);
        Assert.Equal(expected, With(choice.Threshold, name).Measure(MetricBatch.OfYesNo(scores, labels)), 1e-12);
        Assert.Equal(0, metric.ClassCount);

        float[] logits = Array.ConvertAll(scores, p => (float)Math.Log(p / (1 - p)));
        choice = Thresholds.Best(logits, labels, metric, logits: true);
        Assert.Equal(expected, choice.Value, 1e-12);
        Assert.Equal(expected, With(choice.Threshold, name).Measure(MetricBatch.OfYesNo(logits, labels, logits: true)), 1e-12);

        AreaUnderCurve pairs = new();
        MetricBatch classes = MetricBatch.OfClasses([.. logits.SelectMany(l => new[] { 0, l })], labels, logits: true);
        pairs.Measure(classes);
        choice = Thresholds.Best(pairs, With(0.5, name, ClassAverage.Binary));
        Assert.Equal(expected, choice.Value, 1e-12);
        Assert.Equal(expected, With(choice.Threshold, name, ClassAverage.Binary).Measure(classes), 1e-12);
    }

    /// <summary>
    /// Yes at 0.1, 0.6 and 0.8, no at 0.2 and 0.4. Above 0.5 two of three yes are found and no no is, F1 = 4 / 5; above 0.05 all, F1 = 6 / 8. With
    /// a missed yes ten times as dear as a false one, taking all costs 2 / 5, while a cut at 0.5 costs 10 / 5.
    /// </summary>
    [Fact]
    public void A_threshold_by_hand()
    {
        float[] scores = [0.1f, 0.6f, 0.8f, 0.2f, 0.4f];
        int[] labels = [1, 1, 1, 0, 0];
        ThresholdChoice best = Thresholds.Best(scores, labels, new F1Score());
        Assert.Equal((0.5, 0.8), (best.Threshold, best.Value), (a, b) => Math.Abs(a.Item1 - b.Item1) < 1e-7 && Math.Abs(a.Item2 - b.Item2) < 1e-12);
        ThresholdChoice cheapest = Thresholds.Best(scores, labels, new MisclassificationCost(falseYes: 1, falseNo: 10));
        Assert.Equal((0.05, 0.4), (cheapest.Threshold, cheapest.Value), (a, b) => Math.Abs(a.Item1 - b.Item1) < 1e-7 && a.Item2 == b.Item2);
    }

    /// <summary>Of two classes F1 is by default the mean of both, and so it is for the choice.</summary>
    [Fact]
    public void What_is_best_of_two_classes_is_what_the_metric_says_of_them()
    {
        MetricBatch classes = MetricBatch.OfClasses([0.9f, 0.1f, 0.7f, 0.3f, 0.4f, 0.6f, 0.8f, 0.2f, 0.1f, 0.9f, 0.95f, 0.05f], [0, 1, 1, 0, 0, 0]);
        AveragePrecision gathered = new();
        gathered.Measure(classes);
        ThresholdChoice choice = Thresholds.Best(gathered, new F1Score());
        Assert.Equal(choice.Value, new F1Score { Threshold = choice.Threshold }.Measure(classes));
        Assert.NotEqual(choice.Value, new F1Score(ClassAverage.Binary) { Threshold = choice.Threshold }.Measure(classes));
    }

    /// <summary>Floats that adjoin, probabilities of 0 and 1, and logits whose probability is 1.</summary>
    [Theory]
    [InlineData(0.5f, 0.50000006f, false)]
    [InlineData(0f, 1f, false)]
    [InlineData(40f, 41f, true)]
    [InlineData(-100f, -99f, true)]
    public void A_threshold_that_is_given_does_what_it_says(float no, float yes, bool logits)
    {
        ThresholdChoice choice = Thresholds.Best([no, yes], [0, 1], new F1Score(), logits);
        F1Score f1 = new() { Threshold = choice.Threshold };
        Assert.Equal(choice.Value, f1.Measure(MetricBatch.OfYesNo([no, yes], [0, 1], logits)));
        Assert.Equal(no == 40 ? 2.0 / 3 : 1, choice.Value);
    }

    [Fact]
    public void A_threshold_that_cannot_be_chosen_says_why()
    {
        Assert.Equal(
            "There are no scores to choose a threshold by; pass those of validation data. (Parameter 'gathered')",
            Assert.Throws<ArgumentException>(() => Thresholds.Best([], ReadOnlySpan<int>.Empty, new F1Score())).Message);
        Assert.Equal(
            "Probabilities lie from 0 to 1, but one of the scores is 3. If they are logits, say logits: true. (Parameter 'gathered')",
            Assert.Throws<ArgumentException>(() => Thresholds.Best([0.5f, 3], [0, 1], new F1Score())).Message);
        AveragePrecision three = new();
        three.Update(MetricBatch.OfClasses([0.2f, 0.3f, 0.5f], [1]));
        Assert.Equal(
            "Metric 'average_precision' has gathered scores of 3 classes, but thresholds are for yes-no outputs and two classes. "
            + "Evaluate such a model with it first.",
            Assert.Throws<InvalidOperationException>(() => Thresholds.Best(three, new F1Score())).Message);
        Assert.Equal(
            "Metric 'f1' has the threshold 0.7, which goes for yes-no outputs and two classes, but this output has 3. Leave it out.",
            Assert.Throws<InvalidOperationException>(
                () => new F1Score { Threshold = 0.7 }.Update(MetricBatch.OfClasses([0.2f, 0.3f, 0.5f], [1]))).Message);
        Assert.StartsWith(
            "Threshold is a probability, from 0 to 1, but was set to 1.5.",
            Assert.Throws<ArgumentOutOfRangeException>(() => new F1Score { Threshold = 1.5 }).Message, StringComparison.Ordinal);
        Assert.Equal(
            "Metric 'cost' has costs of 3 classes, but this output has 2. Give one of each pair of them.",
            Assert.Throws<InvalidOperationException>(
                () => Thresholds.Best([0.5f], [0], new MisclassificationCost(new double[3, 3]))).Message);
    }

    private static ClassMetric With(double threshold, string name, ClassAverage average = ClassAverage.Macro) => name switch
    {
        "f1" => new F1Score(average) { Threshold = threshold },
        "f2" => new FBetaScore(2, average) { Threshold = threshold },
        "mcc" => new MatthewsCorrelation { Threshold = threshold },
        "accuracy" => new ConfusionMatrix { Threshold = threshold },
        "balanced_accuracy" => new BalancedAccuracy { Threshold = threshold },
        "cost_1_5" => new MisclassificationCost(1, 5) { Threshold = threshold },
        _ => new MisclassificationCost(5, 1) { Threshold = threshold },
    };

    private static void AssertClose(JsonElement expected, IEnumerable<double> found) =>
        Assert.Equal(expected.Doubles(), found, (a, b) => Math.Abs(a - b) < 1e-12);
}
