namespace DeepDsl.Tool;

/// <summary>Cells in columns of plain text.</summary>
internal static class TextTable
{
    /// <summary>The column that gives way where a line is too long: what a layer is, as the user wrote it.</summary>
    private const int Yielding = 1;

    private const int Gap = 2;

    /// <summary>What the yielding column keeps, even if lines are then too long.</summary>
    private const int Least = 12;

    /// <param name="rows">Of equally many cells; the first is the header.</param>
    /// <param name="firstNumber">The column from which on cells stand at the right.</param>
    /// <param name="width">How long a line may be; null for any length.</param>
    /// <returns>The lines of the header, and those of the rows.</returns>
    public static (IReadOnlyList<string> Header, IReadOnlyList<string> Body) Lines(IReadOnlyList<string[]> rows, int firstNumber, int? width)
    {
        int[] widths = Widths([.. rows.Select(r => r.Select(c => (string[])[c]).ToArray())]);
        if (width is not { } most || Sum(widths) <= most)
        {
            return ([Line(rows[0], widths, firstNumber)], [.. rows.Skip(1).Select(r => Line(r, widths, firstNumber))]);
        }

        // Words of the header below each other, and what is still too long there is cut where it may be.
        string[][] header = [.. rows[0].Select(c => c.Replace("-", "- ").Split(' '))];
        string[][][] body = [.. rows.Skip(1).Select(r => r.Select(c => (string[])[c]).ToArray())];
        widths = Widths([header, .. body]);
        int left = Math.Max(Least, most - (Sum(widths) - widths[Yielding]));
        foreach (string[][] row in body)
        {
            row[Yielding] = [.. Wrapped(row[Yielding][0], left)];
        }
        widths = Widths([header, .. body]);
        return (
            [.. Below(header, widths, firstNumber, atBottom: true)],
            [.. body.SelectMany(r => Below(r, widths, firstNumber, atBottom: false))]);
    }

    private static int[] Widths(string[][][] rows) =>
        [.. Enumerable.Range(0, rows[0].Length).Select(c => rows.Max(r => r[c].Max(line => line.Length)))];

    private static int Sum(int[] widths) => widths.Sum() + (Gap * (widths.Length - 1));

    /// <summary>Between arguments where it can be, else anywhere.</summary>
    private static IEnumerable<string> Wrapped(string text, int width)
    {
        string left = text;
        while (left.Length > width)
        {
            int end = left.LastIndexOf(' ', width);
            yield return end > 0 ? left[..end] : left[..width];
            left = end > 0 ? left[(end + 1)..] : left[width..];
        }
        yield return left;
    }

    /// <summary>A row whose cells have several lines.</summary>
    private static IEnumerable<string> Below(string[][] row, int[] widths, int firstNumber, bool atBottom)
    {
        int height = row.Max(c => c.Length);
        for (int i = 0; i < height; i++)
        {
            yield return Line([.. row.Select(c => c.ElementAtOrDefault(atBottom ? i - (height - c.Length) : i) ?? "")], widths, firstNumber);
        }
    }

    private static string Line(string[] cells, int[] widths, int firstNumber) => string.Join(new string(' ', Gap),
        cells.Select((cell, c) => c < firstNumber ? cell.PadRight(widths[c]) : cell.PadLeft(widths[c]))).TrimEnd();
}
