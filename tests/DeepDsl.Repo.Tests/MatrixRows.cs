namespace DeepDsl.Repo.Tests;

/// <summary>What docs/matrix.md says of layers.</summary>
internal sealed class MatrixRows
{
    private readonly string[][] _rows;

    /// <param name="page">Its text.</param>
    public MatrixRows(string page) => _rows =
    [
        .. page.ReplaceLineEndings("\n").Split('\n').Where(l => l.StartsWith("| ", StringComparison.Ordinal))
            .Select(l => l.Trim('|', ' ').Split('|', StringSplitOptions.TrimEntries)),
    ];

    /// <summary>The page beside the tests.</summary>
    public static MatrixRows Copied => new(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "docs", "matrix.md")));

    public IEnumerable<string> Columns => _rows[0].Skip(1);

    /// <summary>Layers and what the column says of them.</summary>
    public IEnumerable<(string Layer, string Cell)> Of(string column) =>
        _rows.Skip(1).Select(r => (r[0].Trim('`'), r[Array.IndexOf(_rows[0], column)]));

    /// <summary>The layers that a column says yes of.</summary>
    public string[] Claimed(string column) => [.. Of(column).Where(c => IsYes(c.Cell)).Select(c => c.Layer)];

    public static bool IsYes(string cell) => cell == "yes" || cell.StartsWith("yes, ", StringComparison.Ordinal);
}
