namespace DeepDsl.Report;

/// <summary>Classes that exclude each other: what was taken for what, measures of each class, curves and calibration.</summary>
internal static class ClassResults
{
    private const int MostCurves = 20;

    public static Html Of(OutputResult output)
    {
        ConfusionMatrix? counts = output.Find<ConfusionMatrix>();
        int classes = output.Predicted.Classes;
        return Html.Lines(
        [
            ResultsSection.Measures(output),
            counts == null
                ? Section.Missing($"There is no table of classes, since {Numbers.Count(classes)} of them would take a count for each pair.")
                : ConfusionResults.Of(counts, output.Classes),
            counts == null ? default : PerClass(output, counts).Write(),
            Figure.Grid([.. Curves(output, [.. Enumerable.Range(0, classes)]), Calibration.Of(output)]),
        ]);
    }

    private static Table PerClass(OutputResult output, ConfusionMatrix counts)
    {
        ClassCounts[] each = CountsOf(counts);
        (PrecisionMetric precision, Recall recall, F1Score f1) = (new(), new(), new());
        AreaUnderCurve? roc = output.Find<AreaUnderCurve>();
        AveragePrecision? area = output.Find<AveragePrecision>();
        string[] Row(string name, double labels, Func<AveragedClassMetric, double> value, double underRoc, double average) =>
        [
            name, Numbers.Measure(value(precision)), Numbers.Measure(value(recall)), Numbers.Measure(value(f1)),
            Numbers.Measure(underRoc), Numbers.Measure(average), Numbers.Count(labels),
        ];
        double all = each.Sum(c => c.Labels);
        return new Table("Measures of each class", "class", "precision", "recall", "F1", "area under ROC", "average precision", "samples")
        {
            Rows =
            [
                .. each.Select((c, i) => Row(
                    output.Classes[i], c.Labels, m => m.Of(c), roc?.ForClass(i) ?? double.NaN, area?.ForClass(i) ?? double.NaN)),
                Row("mean", all, m => m.Mean(each, ClassAverage.Macro), Mean(roc), Mean(area)),
                Row("weighted mean", all, m => m.Mean(each, ClassAverage.Weighted), double.NaN, double.NaN),
            ],
            Totals = 2,
        };
        // Of two classes the metric alone is that of the second.
        double Mean(CurveMetric? metric) => metric == null || each.Length == 2 ? double.NaN : metric.Value;
    }

    private static ClassCounts[] CountsOf(ConfusionMatrix counts)
    {
        int[] classes = [.. Enumerable.Range(0, counts.ClassCount)];
        double[] labels = [.. classes.Select(c => classes.Sum(p => (double)counts.Cell(c, p)))];
        double all = labels.Sum();
        return [.. classes.Select(c => new ClassCounts(counts.Cell(c, c), labels[c], classes.Sum(t => (double)counts.Cell(t, c)), all))];
    }

    /// <summary>ROC and precision over recall, with the class that does worst in front of the others.</summary>
    /// <param name="output">With the metrics that hold the curves.</param>
    /// <param name="classes">Of which there are curves, if they are not too many.</param>
    public static IEnumerable<Figure> Curves(OutputResult output, IReadOnlyList<int> classes)
    {
        if (output.Find<AreaUnderCurve>() is not { } roc || output.Find<AveragePrecision>() is not { } precision)
        {
            yield return new Figure("ROC", Section.Missing("There are no curves, since all scores would take too much memory."));
            yield break;
        }
        int[] shown = classes.Count == 2
            ? [1] : [.. classes.Where(c => double.IsFinite(roc.ForClass(c))).OrderBy(roc.ForClass).Take(MostCurves)];
        yield return Draw("ROC", "false positive rate, against true positive rate", shown, output.Classes, roc.ForClass,
            c => [.. roc.Curve(c).Select(p => (p.FalsePositiveRate, p.TruePositiveRate))], chart => chart.Diagonal(0, 1), classes.Count);
        yield return Draw("Precision and recall", "recall, against precision", shown, output.Classes, precision.ForClass,
            c => [.. precision.Curve(c).Select(p => (p.Recall, p.Precision))], chart => chart, classes.Count);
    }

    private static Figure Draw(
        string title, string axes, int[] shown, ClassNames names, Func<int, double> area, Func<int, IReadOnlyList<(double, double)>> points,
        Func<Chart, Chart> ground, int classes)
    {
        int[] ordered = [.. shown.OrderByDescending(area)];
        if (ordered.Length == 0)
        {
            return new Figure(title, Section.Missing("There is no curve, since no class has samples with and without it."));
        }
        int worst = ordered[^1];
        string note = classes == 2 ? $"Of {names[1]}: the area is {Numbers.Measure(area(1))}."
            : $"A line for each class, {names[worst]} in front, whose area is the least: {Numbers.Measure(area(worst))}."
                + (shown.Length == classes ? ""
                    : $" {Numbers.Count(shown.Length)} of {Numbers.Count(classes)} classes, those that do worst.");
        Chart chart = ground(new Chart(title, note, axes, [0, 1], [0, 1]));
        foreach (int index in ordered)
        {
            string name = $"{names[index]}: {Numbers.Measure(area(index))}";
            chart.Line(new Curve(name, points(index)) { Look = index == worst ? "main" : "side" });
        }
        return new Figure(title, chart.Write()) { Note = Html.Of($"{note}") };
    }
}
