using DeepDsl.Tests.Models;

namespace DeepDsl.Tests.Training;

/// <summary>What the result of an evaluation prints.</summary>
public sealed class EvaluationResultTests
{
    /// <summary>Of cats 2 of 3 are found, and 2 of the 3 taken for cats are; of dogs 1 of 2 both ways; fish is neither there nor found.</summary>
    private static readonly int[] s_labels = [0, 0, 0, 1, 1];

    private static ConfusionMatrix Pets(params string[] names)
    {
        ConfusionMatrix matrix = new(names);
        matrix.Update(MetricBatch.OfPredictions([0, 0, 1, 1, 0], s_labels, classes: 3));
        return matrix;
    }

    [Fact]
    public void A_report_has_a_row_for_each_class_and_their_means() => Assert.Equal(
        """
        class          precision  recall      f1  labels
        cat               0.6667  0.6667  0.6667       3
        dog               0.5000  0.5000  0.5000       2
        fish              0.0000  0.0000  0.0000       0

        accuracy                          0.6000       5
        mean              0.5833  0.5833  0.5833       5
        weighted mean     0.6000  0.6000  0.6000       5

        """,
        Pets("cat", "dog", "fish").Report(), ignoreLineEndingDifferences: true);

    [Fact]
    public void A_report_of_yes_and_no_has_both()
    {
        ConfusionMatrix matrix = new();
        matrix.Update(MetricBatch.OfYesNo([0.9f, 0.2f, 0.6f, 0.1f], [1, 1, 0, 0]));
        Assert.Equal(
            """
            class          precision  recall      f1  labels
            no                0.5000  0.5000  0.5000       2
            yes               0.5000  0.5000  0.5000       2

            accuracy                          0.5000       4
            mean              0.5000  0.5000  0.5000       4
            weighted mean     0.5000  0.5000  0.5000       4

            """,
            matrix.Report(), ignoreLineEndingDifferences: true);
    }

    [Fact]
    public void A_matrix_that_was_given_is_printed_and_its_accuracy_is_not()
    {
        EvaluationResult result = new(0.25, new Dictionary<string, double> { ["f1"] = 0.5, ["confusion"] = 0.6 }, 5) { Matrices = [Pets()] };
        Assert.Equal(
            """
            loss 0.2500  f1 0.5000
            true \ predicted  0  1  2
            0                 2  1  0
            1                 1  1  0
            2                 0  0  0

            """,
            result.ToString(), ignoreLineEndingDifferences: true);
        Assert.Equal(0.6, result["confusion"]);
    }

    [Fact]
    public void Several_matrices_are_told_apart()
    {
        ConfusionMatrix other = new() { Name = "kinds" };
        other.Update(MetricBatch.OfPredictions([1, 0], [1, 1], classes: 2));
        EvaluationResult result = new(0.25, new Dictionary<string, double> { ["confusion"] = 0.6, ["kinds"] = 0.5 }, 5) { Matrices = [Pets(), other] };
        Assert.Contains("\n\nkinds\ntrue \\ predicted  0  1\n0                 0  0\n1                 1  1\n", result.ToString(), StringComparison.Ordinal);
        Assert.Contains("\nkinds\nclass ", result.Report(), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_tables_it_is_a_line()
    {
        EvaluationResult result = new(0.25, new Dictionary<string, double> { ["mae"] = 2 }, 5);
        Assert.Equal("loss 0.2500  mae 2.0000", result.ToString());
        Assert.Equal("loss 0.2500  mae 2.0000  samples 5\n", result.Report());
    }

    [Fact]
    public void An_evaluation_counts_classes_unasked()
    {
        TinyClassifier net = new(seed: 1);
        Dataset data = FitData.Make(100);
        net.Fit(data, new FitOptions { Epochs = 5, Seed = 1 });
        EvaluationResult result = net.Evaluate(data);
        Assert.Equal(["accuracy"], result.Metrics.Keys);
        ConfusionMatrix matrix = Assert.Single(result.Matrices);
        Assert.Equal(result["accuracy"], matrix.Value);
        Assert.Equal(100, Enumerable.Range(0, 9).Sum(i => matrix.Cell(i / 3, i % 3)));
        Assert.Equal($"loss {ProgressLine.Number(result.Loss)}  accuracy {ProgressLine.Number(result["accuracy"])}", result.ToString());
        string report = result.Report(["cat", "dog", "fish"]);
        Assert.StartsWith($"{result}  samples 100\n\nclass ", report, StringComparison.Ordinal);
        Assert.Contains("\nfish ", report, StringComparison.Ordinal);
        Assert.Contains("\n\ntrue \\ predicted  cat  dog  fish\n", report, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_result_holds_no_later_evaluation_changes()
    {
        TinyClassifier net = new(seed: 1);
        ConfusionMatrix matrix = new(["cat", "dog", "fish"]);
        EvaluationResult first = net.Evaluate(FitData.Make(100), [matrix]);
        string text = first.ToString();
        net.Evaluate(FitData.Make(50), [matrix]);
        Assert.Equal(text, first.ToString());
        Assert.NotSame(matrix, first.Matrices[0]);
        Assert.Contains("cat", first.Report(["a", "b", "c"]), StringComparison.Ordinal);
    }

    [Fact]
    public void Thresholds_come_from_what_an_evaluation_gathered()
    {
        TinyMlp net = new(seed: 1);
        net.Fit(TinyMlp.XorInputs, TinyMlp.XorLabels, new FitOptions { Epochs = 20, BatchSize = 4 });
        AreaUnderCurve auc = new();
        net.Evaluate(TinyMlp.XorInputs, TinyMlp.XorLabels, [auc]);
        ThresholdChoice choice = Thresholds.Best(auc, new BalancedAccuracy());
        BalancedAccuracy tuned = new() { Threshold = choice.Threshold };
        Assert.Equal(choice.Value, net.Evaluate(TinyMlp.XorInputs, TinyMlp.XorLabels, [tuned])["balanced_accuracy"]);
        Assert.True(choice.Value >= net.Evaluate(TinyMlp.XorInputs, TinyMlp.XorLabels, [new BalancedAccuracy()])["balanced_accuracy"]);
    }
}
