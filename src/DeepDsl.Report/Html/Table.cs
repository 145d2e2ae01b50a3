namespace DeepDsl.Report;

/// <summary>A table whose first column names the rows; the others hold numbers, of which equal places stand below each other.</summary>
/// <param name="Caption">What it shows, for those who can't see what stands around it.</param>
/// <param name="Head">Names of the columns.</param>
internal sealed record Table(string Caption, params IReadOnlyList<string> Head)
{
    private const int MostOpen = 24;

    /// <summary>Of each row as many cells as the head has.</summary>
    public required IReadOnlyList<IReadOnlyList<string>> Rows { get; init; }

    /// <summary>Rows at the end that sum the others up.</summary>
    public int Totals { get; init; }

    /// <summary>Columns behind the first that hold texts.</summary>
    public IReadOnlyList<int> Texts { get; init; } = [];

    /// <summary>In a region that scrolls by itself, also by the keyboard, where a screen is narrow or the table long.</summary>
    public Html Write() => Html.Of($"""
        <div class="scroll{(Rows.Count > MostOpen ? " long" : "")}" tabindex="0" role="region" aria-label="{Caption}">
        <table>
        <caption class="hidden">{Caption}</caption>
        <thead><tr>{Head.Select((h, i) => Html.Of($"<th scope=\"col\"{Kind(i)}>{h}</th>"))}</tr></thead>
        <tbody>
        {Html.Lines(Rows.Select(Row))}
        </tbody>
        </table>
        </div>
        """);

    private Html Row(IReadOnlyList<string> cells, int row)
    {
        Html line = Html.All(cells.Select((c, i) => i == 0 ? Html.Of($"<th scope=\"row\">{c}</th>") : Html.Of($"<td{Kind(i)}>{c}</td>")));
        return row >= Rows.Count - Totals ? Html.Of($"<tr class=\"total\">{line}</tr>") : Html.Of($"<tr>{line}</tr>");
    }

    private Html Kind(int column) => column > 0 && Texts.Contains(column) ? Html.Raw(" class=\"words\"") : default;
}
