using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace DeepDsl.Report.Tests;

/// <summary>Numbers of classes in the page, against counting in the plainest way, and against scikit-learn.</summary>
public sealed class ClassReportTests(DigitsReport report) : IClassFixture<DigitsReport>
{
    private const double HalfDigit = 0.5e-4 + 1e-9;
    private const int Classes = 10;
    private const string PerClass = "Measures of each class";

    private readonly PageReader _page = new(report.Report.Html);
    private readonly float[] _scores = report.Net.Predict(report.Test).Probabilities.ToArray();
    private readonly int[] _labels = report.Test.LabelArray();

    private int[] Predicted => [.. Enumerable.Range(0, _labels.Length).Select(i =>
        Enumerable.Range(0, Classes).OrderByDescending(c => _scores[(i * Classes) + c]).First())];

    [Fact]
    public void Counts_are_those_of_what_was_predicted()
    {
        int[] predicted = Predicted;
        string[][] table = _page.Table("What was taken for what");
        Assert.Equal(Classes + 1, table.Length);
        for (int truth = 0; truth < Classes; truth++)
        {
            Assert.Equal(
                Enumerable.Range(0, Classes).Select(p => $"{_labels.Zip(predicted).Count(x => x == (truth, p))}"),
                table[truth + 1][1..]);
        }
        Assert.Equal(_labels.Zip(predicted).Count(x => x.First == x.Second) / (double)_labels.Length, _page.Fact("accuracy"), HalfDigit);
    }

    [Fact]
    public void Measures_of_a_class_are_those_by_definition()
    {
        int[] predicted = Predicted;
        for (int index = 0; index < Classes; index++)
        {
            double hits = _labels.Zip(predicted).Count(x => x == (index, index));
            (double precision, double recall) = (hits / predicted.Count(p => p == index), hits / _labels.Count(l => l == index));
            double[] row = _page.Row(PerClass, index.ToString(CultureInfo.InvariantCulture));
            Assert.Equal(precision, row[0], HalfDigit);
            Assert.Equal(recall, row[1], HalfDigit);
            Assert.Equal(2 * precision * recall / (precision + recall), row[2], HalfDigit);
            Assert.Equal(AreaByPairs(index), row[3], HalfDigit);
            Assert.Equal(_labels.Count(l => l == index), row[5]);
        }
    }

    /// <summary>By the definition of Guo et al., range by range.</summary>
    [Fact]
    public void The_calibration_error_is_the_mean_gap()
    {
        int[] predicted = Predicted;
        var rows = Enumerable.Range(0, _labels.Length)
            .Select(i => (Sure: (double)_scores[(i * Classes) + predicted[i]], IsRight: predicted[i] == _labels[i]));
        double error = rows.GroupBy(r => (int)Math.Ceiling(r.Sure * 10))
            .Sum(g => g.Count() / (double)_labels.Length * Math.Abs(g.Average(r => r.Sure) - g.Average(r => r.IsRight ? 1.0 : 0)));
        Assert.Equal(error, _page.Fact("calibration error"), 2e-4);
        Assert.Equal(_labels.Length, _page.Table("Calibration").Skip(1).Sum(r => int.Parse(r[1], CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void The_worst_samples_are_those_of_least_probability()
    {
        int[] worst = [.. Enumerable.Range(0, _labels.Length).OrderBy(i => _scores[(i * Classes) + _labels[i]]).Take(12)];
        foreach (int sample in worst)
        {
            Assert.Contains($"alt=\"Sample {sample}\"", report.Report.Html, StringComparison.Ordinal);
        }
        Assert.Equal(12, report.Report.Html.Split("alt=\"Sample ").Length - 1);
    }

    [Fact]
    public void Curves_have_the_best_epoch()
    {
        EpochResult best = report.History.Epochs.MinBy(e => e.ValidationLoss)!;
        Assert.Equal(best.Epoch, _page.Fact("best epoch"));
        string[][] epochs = _page.Table("Values of all epochs");
        Assert.Equal(report.History.Columns, epochs[0]);
        Assert.Equal(
            report.History["val_loss"].Select(v => v.ToString("0.0000", CultureInfo.InvariantCulture)), epochs[1..].Select(r => r[3]));
        Assert.Equal(2, report.Report.Html.Split($"best epoch, {best.Epoch}:").Length - 1);
    }

    [ScikitFact]
    public void Numbers_are_those_of_scikit_learn()
    {
        using TemporaryFolder folder = new();
        string file = folder.Write("scores.json", JsonSerializer.Serialize(new { scores = _scores, labels = _labels }));
        string script = Path.Combine(AppContext.BaseDirectory, "reference", "report.py");
        ProcessStartInfo start = new("python3", [script, file]) { RedirectStandardOutput = true };
        using Process process = Process.Start(start)!;
        using JsonDocument theirs = JsonDocument.Parse(process.StandardOutput.ReadToEnd());
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        for (int index = 0; index < Classes; index++)
        {
            double[] expected = [.. theirs.RootElement.GetProperty("classes")[index].EnumerateArray().Select(v => v.GetDouble())];
            double[] found = _page.Row(PerClass, index.ToString(CultureInfo.InvariantCulture));
            Assert.All(expected.Zip(found), pair => Assert.Equal(pair.First, pair.Second, HalfDigit));
        }
        Assert.Equal(theirs.RootElement.GetProperty("log_loss").GetDouble(), _page.Fact("log loss"), HalfDigit);
        Assert.Equal(theirs.RootElement.GetProperty("area").GetDouble(), _page.Fact("area under ROC"), HalfDigit);
    }

    /// <summary>The part of pairs of a yes and a no in which the yes scores higher, ties counting half.</summary>
    private double AreaByPairs(int index)
    {
        float[] yes = [.. Enumerable.Range(0, _labels.Length).Where(i => _labels[i] == index).Select(i => _scores[(i * Classes) + index])];
        float[] no = [.. Enumerable.Range(0, _labels.Length).Where(i => _labels[i] != index).Select(i => _scores[(i * Classes) + index])];
        return yes.Sum(y => no.Sum(n => y > n ? 1 : y == n ? 0.5 : 0)) / yes.Length / no.Length;
    }
}
