using System.Globalization;

namespace DeepDsl;

/// <summary>The table of measures of each class, with their means.</summary>
internal static class ClassReport
{
    private static readonly AveragedClassMetric[] s_measures = [new PrecisionMetric(), new Recall(), new F1Score()];

    public static string Of(ClassCounts[] counts, Func<int, string> name)
    {
        double labels = counts.Sum(c => c.Labels);
        double hits = counts.Sum(c => c.Hits);
        return TextTable.Of(
        [
            ["class", .. s_measures.Select(m => m.Name), "labels"],
            .. counts.Select((c, i) => Row(ConfusionText.Short(name(i)), c.Labels, m => m.Of(c))),
            [],
            ["accuracy", "", "", Number(labels == 0 ? double.NaN : hits / labels), Count(labels)],
            Row("mean", labels, m => m.Mean(counts, ClassAverage.Macro)),
            Row("weighted mean", labels, m => m.Mean(counts, ClassAverage.Weighted)),
        ]);
    }

    private static string[] Row(string head, double labels, Func<AveragedClassMetric, double> measure) =>
        [head, .. s_measures.Select(m => Number(measure(m))), Count(labels)];

    private static string Number(double value) => double.IsNaN(value) ? "-" : value.ToString("0.0000", CultureInfo.InvariantCulture);

    private static string Count(double value) => value.ToString(CultureInfo.InvariantCulture);
}
