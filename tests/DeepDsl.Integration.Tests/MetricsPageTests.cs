using System.Globalization;
using Xunit.Abstractions;

namespace DeepDsl.Integration.Tests;

/// <summary>The examples of docs/metrics.md, which shows what they write.</summary>
public sealed class MetricsPageTests(ITestOutputHelper output)
{
    private const int Rows = 1797;
    private const int TestRows = 360;

    private static readonly Dataset s_digits = Digits();

    [Fact]
    public void The_report_of_digits()
    {
        (Dataset train, Dataset test) = s_digits.SplitAt(Rows - TestRows);

        // <report>
        var net = new DigitReader(seed: 1);
        net.Fit(train, new FitOptions { Epochs = 20, Seed = 1 });
        EvaluationResult result = net.Evaluate(test);
        string report = result.Report(Enum.GetNames<Digit>());
        // </report>

        output.WriteLine(report);
        string[] lines = report.Split('\n');
        Assert.InRange(result["accuracy"], 0.85, 1);
        Assert.Equal(string.Create(CultureInfo.InvariantCulture, $"loss {result.Loss:0.0000}  accuracy {result["accuracy"]:0.0000}  samples 360"), lines[0]);
        Assert.Equal("class          precision  recall      f1  labels", lines[2]);
        Assert.StartsWith("Eight ", lines[11], StringComparison.Ordinal);
        Assert.StartsWith("true \\ predicted  Zero  One  Two", lines[18], StringComparison.Ordinal);
    }

    [Fact]
    public void The_threshold_of_eights()
    {
        (Dataset train, Dataset rest) = Eights().SplitAt(Rows - TestRows - TestRows);
        (Dataset validation, Dataset test) = rest.SplitAt(TestRows);

        // <threshold>
        var net = new EightFinder(seed: 1);
        net.Fit(train, new FitOptions { Epochs = 15, Seed = 1 });

        AreaUnderCurve auc = new();
        CalibrationError calibration = new(bins: 5);
        net.Evaluate(validation, [auc, calibration]);
        ThresholdChoice best = Thresholds.Best(auc, new F1Score());
        ThresholdChoice cheapest = Thresholds.Best(auc, new MisclassificationCost(falseYes: 1, falseNo: 10));

        EvaluationResult result = net.Evaluate(test,
        [
            new F1Score(), new F1Score { Name = "f1_tuned", Threshold = best.Threshold },
            new MisclassificationCost(1, 10), new MisclassificationCost(1, 10) { Name = "cost_tuned", Threshold = cheapest.Threshold },
        ]);
        // </threshold>

        output.WriteLine($"{best}\n{cheapest}\n{result}\n{calibration}");
        Assert.InRange(best.Threshold, 0, 1);
        Assert.True(cheapest.Threshold < best.Threshold, "Where what is missed is dear, more is taken for yes.");
    }

    [Fact]
    public void Plain_arrays()
    {
        // <arrays>
        float[] scores = [0.9f, 0.8f, 0.6f, 0.4f, 0.2f];
        int[] isYes = [1, 1, 0, 1, 0];
        double auc = new AreaUnderCurve().Measure(MetricBatch.OfYesNo(scores, isYes));

        Bleu bleu = new(smooth: true);
        bleu.Add<string>("the cat sat on the mat".Split(' '), "the cat is on the mat".Split(' '));
        // </arrays>

        Assert.Equal(5.0 / 6, auc, 1e-12);

        // 5 of 6 words, 3 of 5 pairs, 1 of 4 threes and 0 of 3 fours, all but the first with one more of each.
        Assert.Equal(Math.Pow(5.0 / 6 * 4 / 6 * 2 / 5 * 1 / 4, 0.25), bleu.Value, 1e-12);
    }

    [Fact]
    public void Labels_of_an_enum_are_evaluated_by_metrics_too()
    {
        DigitReader net = new(seed: 1);
        float[] pixels = s_digits.InputArray();
        int[] labels = s_digits.LabelArray();
        EvaluationResult ints = net.Evaluate(pixels, labels, [new CohensKappa()]);
        Assert.Equal(ints["kappa"], net.Evaluate(pixels, Array.ConvertAll(labels, l => (Digit)l), [new CohensKappa()])["kappa"]);
    }

    private static Dataset Digits()
    {
        Dataset digits = CsvFile.Read(Path.Combine(AppContext.BaseDirectory, "reference", "digits.csv.gz"), new CsvOptions { Header = false });
        return Dataset.FromArrays(Array.ConvertAll(digits.InputArray(), p => p / 16), digits.LabelArray());
    }

    private static Dataset Eights() =>
        Dataset.FromArrays(s_digits.InputArray(), Array.ConvertAll(s_digits.LabelArray(), l => l == 8 ? 1 : 0));
}
