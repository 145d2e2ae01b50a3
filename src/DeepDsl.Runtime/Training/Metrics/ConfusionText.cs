using System.Globalization;

namespace DeepDsl;

/// <summary>
/// Counts of true by predicted classes as a text of at most a hundred columns: the table; or with numbers over its columns, where names take
/// too much room; or else the pairs of classes that are most often mistaken for each other.
/// </summary>
internal static class ConfusionText
{
    private const int Widest = 100;
    private const int LongestName = 40;
    private const int MostPairs = 20;
    private const string Corner = "true \\ predicted";

    public static string Of(int classes, Func<int, int, long> count, Func<int, string> name)
    {
        string[] names = [.. Enumerable.Range(0, classes).Select(c => Short(name(c)))];
        string[] numbers = [.. Enumerable.Range(0, classes).Select(Number)];
        string[] numbered = names.SequenceEqual(numbers) ? names : [.. names.Select((n, c) => $"{c} {n}")];
        return Table(names, names, count) ?? Table(numbered, numbers, count) ?? Pairs(names, count);
    }

    /// <summary>A name of a class, cut where it is longer than a line has room for.</summary>
    public static string Short(string name) => name.Length <= LongestName ? name : $"{name.AsSpan(0, LongestName - 3)}...";

    /// <summary>Null where it is too wide.</summary>
    private static string? Table(string[] rows, string[] columns, Func<int, int, long> count)
    {
        if (columns.Length > Widest / 3)
        {
            return null;
        }
        string table = TextTable.Of(
        [
            [Corner, .. columns],
            .. rows.Select((name, row) => (string[])[name, .. columns.Select((_, column) => Number(count(row, column)))]),
        ]);
        return table.IndexOf('\n', StringComparison.Ordinal) <= Widest ? table : null;
    }

    private static string Pairs(string[] names, Func<int, int, long> count)
    {
        (int Truth, int Prediction, long Count)[] mistakes =
        [
            .. from truth in Enumerable.Range(0, names.Length)
               from prediction in Enumerable.Range(0, names.Length)
               let n = count(truth, prediction)
               where truth != prediction && n > 0
               orderby n descending
               select (truth, prediction, n),
        ];
        string table = TextTable.Of(
            [["true", "predicted", "count"], .. mistakes.Take(MostPairs).Select(m => new[] { names[m.Truth], names[m.Prediction], Number(m.Count) })]);
        return mistakes.Length <= MostPairs ? table : $"{table}and {Number(mistakes.Length - MostPairs)} other pairs of classes\n";
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
