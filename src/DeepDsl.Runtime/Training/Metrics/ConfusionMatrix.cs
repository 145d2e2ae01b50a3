using System.Globalization;
using System.Text;

namespace DeepDsl;

/// <summary>Counts of each true class (rows) by predicted class (columns). Its value is the accuracy; its text is the table.</summary>
public sealed class ConfusionMatrix(IReadOnlyList<string>? classNames = null) : ClassMetric("confusion")
{
    /// <inheritdoc/>
    public override double Value
    {
        get
        {
            double hits = 0;
            double all = 0;
            for (int i = 0; i < ClassCount; i++)
            {
                (double classHits, double labels, _) = Count(i);
                hits += classHits;
                all += labels;
            }
            return Ratio(hits, all);
        }
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        string[] names = [.. Enumerable.Range(0, ClassCount).Select(Label)];
        const string corner = "true \\ predicted";
        int first = names.Append(corner).Max(n => n.Length);
        int[] widths = new int[ClassCount];
        for (int column = 0; column < widths.Length; column++)
        {
            widths[column] = Math.Max(names[column].Length, Enumerable.Range(0, ClassCount).Max(row => Text(row, column).Length));
        }
        StringBuilder table = new();
        Append(corner, column => names[column]);
        for (int row = 0; row < ClassCount; row++)
        {
            int current = row;
            Append(names[row], column => Text(current, column));
        }
        return table.ToString();

        void Append(string head, Func<int, string> cell)
        {
            table.Append(head.PadRight(first));
            for (int column = 0; column < widths.Length; column++)
            {
                table.Append("  ").Append(cell(column).PadLeft(widths[column]));
            }
            table.Append('\n');
        }
    }

    private string Text(int truth, int prediction) => Cell(truth, prediction).ToString(CultureInfo.InvariantCulture);

    private string Label(int index) =>
        classNames != null && index < classNames.Count ? classNames[index]
        : IsYesNo ? (index == 0 ? "no" : "yes")
        : index.ToString(CultureInfo.InvariantCulture);
}
