using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
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

    /// <summary>scikit-learn's classification_report is of these functions, whose values are in tests/reference/metrics.json.</summary>
    [Fact]
    public void A_report_has_the_numbers_of_scikit_learn()
    {
        ConfusionMatrix matrix = new();
        MetricData.Classes(matrix);
        JsonElement expected = MetricData.Of("multiClass").GetProperty("expected");
        int[] labels = MetricData.Of("multiClass").GetProperty("labels").Ints();
        string[][] rows = [.. matrix.Report().Split('\n').Select(line => Regex.Split(line.Trim(), " {2,}"))];
        string[] measures = ["precision", "recall", "f1"];
        for (int c = 0; c < 5; c++)
        {
            Assert.Equal([$"{c}", .. measures.Select(m => Text(expected.GetProperty($"{m}_class").Doubles()[c])), $"{labels.Count(l => l == c)}"], rows[1 + c]);
        }
        Assert.Equal(["mean", .. measures.Select(m => Text(expected.GetProperty($"{m}_macro").GetDouble())), $"{labels.Length}"], rows[8]);
        Assert.Equal(["weighted mean", .. measures.Select(m => Text(expected.GetProperty($"{m}_weighted").GetDouble())), $"{labels.Length}"], rows[9]);
        static string Text(double value) => value.ToString("0.0000", CultureInfo.InvariantCulture);
    }

    [Fact]
    public void A_matrix_too_wide_for_names_has_numbers_over_its_columns()
    {
        string[] lines = Many(12, "a long name of a class").ToString().Split('\n');
        Assert.StartsWith("true \\ predicted              0  1  2 ", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("11 a long name of a class 11", lines[12], StringComparison.Ordinal);
        Assert.All(lines, line => Assert.InRange(line.Length, 0, 100));
    }

    [Theory]
    [InlineData(60, "class")]
    [InlineData(60, "a class of which the name alone is longer than any table has room for in a line of its own, or beside")]
    public void Of_many_classes_the_pairs_most_often_mistaken_are_printed(int classes, string name)
    {
        string[] lines = Many(classes, name).ToString().Split('\n');
        Assert.Matches("^true +predicted +count$", lines[0]);
        Assert.Matches("^.+ +.+ +59$", lines[1]);
        Assert.Matches("^.+ +.+ +40$", lines[20]);
        Assert.Equal(["and 39 other pairs of classes", ""], lines[21..]);
        EvaluationResult result = new(0.25, new Dictionary<string, double> { ["confusion"] = 0.5 }, 5) { Matrices = [Many(classes, name)] };
        Assert.All(result.Report().Split('\n'), line => Assert.InRange(line.Length, 0, 100));
    }

    /// <summary>Class c is taken c times for the one before.</summary>
    private static ConfusionMatrix Many(int classes, string name)
    {
        ConfusionMatrix matrix = new([.. Enumerable.Range(0, classes).Select(c => $"{name} {c}")]);
        int[] labels = [.. Enumerable.Range(0, classes).SelectMany(c => Enumerable.Repeat(c, c))];
        matrix.Update(MetricBatch.OfPredictions(Array.ConvertAll(labels, c => c - 1), labels, classes));
        return matrix;
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
