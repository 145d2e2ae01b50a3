using System.Text;

namespace DeepDsl;

/// <summary>Rows of texts as a table: the first column to the left, the others to the right.</summary>
internal static class TextTable
{
    private const string Gap = "  ";

    /// <param name="rows">Each with as many cells as the first, which is the head; one without cells is an empty line.</param>
    public static string Of(IReadOnlyList<string[]> rows)
    {
        int[] widths = [.. Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(r => r.Length == 0 ? 0 : r[column].Length))];
        StringBuilder table = new();
        foreach (string[] row in rows)
        {
            for (int column = 0; column < row.Length; column++)
            {
                table.Append(column == 0 ? row[0].PadRight(widths[0]) : Gap + row[column].PadLeft(widths[column]));
            }
            table.Append('\n');
        }
        return table.ToString();
    }
}
