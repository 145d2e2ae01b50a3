using System.Globalization;

namespace DeepDsl;

/// <summary>Counts of each true class (rows) by predicted class (columns). Its value is the accuracy; its text is the table, or what of it has room.</summary>
/// <param name="classNames">Names to print, as of <c>Enum.GetNames</c>; without them classes are printed as numbers, or as no and yes.</param>
public sealed class ConfusionMatrix(IReadOnlyList<string>? classNames = null) : ClassMetric("confusion")
{
    /// <inheritdoc/>
    public override double Value
    {
        get
        {
            ClassCounts all = Together(CountEach());
            return Ratio(all.Hits, all.Labels);
        }
    }

    /// <summary>
    /// The table, where it has room in a hundred columns, if need be with numbers over them in place of names; or else the pairs of classes that are
    /// most often mistaken.
    /// </summary>
    public override string ToString() => ConfusionText.Of(ClassCount, Cell, Label);

    /// <summary>
    /// A table with precision, recall, F1 and the number of labels of each class, the accuracy, and the means of the classes that occur: each counting
    /// the same, and weighted by its labels.
    /// </summary>
    public string Report() => ClassReport.Of(CountEach(), Label);

    /// <summary>The counts as they are now, which no later batch changes.</summary>
    internal ConfusionMatrix Copy() => Copy(classNames);

    /// <summary>The same with other names, where it has none of its own.</summary>
    internal ConfusionMatrix Named(IReadOnlyList<string>? names) => classNames == null && names != null ? Copy(names) : this;

    private ConfusionMatrix Copy(IReadOnlyList<string>? names) => new(names)
    {
        Name = Name, Output = Output, Threshold = Threshold, Sums = (double[])Sums.Clone(),
    };

    private string Label(int index) =>
        classNames != null && index < classNames.Count ? classNames[index]
        : IsYesNo ? (index == 0 ? "no" : "yes")
        : index.ToString(CultureInfo.InvariantCulture);
}
