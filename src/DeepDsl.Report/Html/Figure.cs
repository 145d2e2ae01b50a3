namespace DeepDsl.Report;

/// <summary>A picture with its title, a sentence that says what is to be seen, and the values as a table that unfolds.</summary>
/// <param name="Title">Above the picture.</param>
/// <param name="Picture">An SVG or images, which say themselves what they are.</param>
internal sealed record Figure(string Title, Html Picture)
{
    /// <summary>What is to be seen, below the title.</summary>
    public Html Note { get; init; }

    /// <summary>The values in it.</summary>
    public Table? Values { get; init; }

    /// <summary>Whether it takes the whole width of the page.</summary>
    public bool IsWide { get; init; }

    public Html Write() => Html.Of($"""
        <figure{(IsWide ? Html.Raw(" class=\"wide\"") : default)}>
        <figcaption><h3>{Title}</h3>{(Note.IsEmpty ? default : Html.Of($"<p>{Note}</p>"))}</figcaption>
        {Picture}
        {(Values is { } values ? Html.Of($"<details><summary>Values of {Title}</summary>\n{values.Write()}\n</details>") : default)}
        </figure>
        """);

    /// <summary>Figures side by side, as many as there is room for.</summary>
    public static Html Grid(IEnumerable<Figure?> figures) =>
        Html.Of($"<div class=\"grid\">\n{Html.Lines(figures.OfType<Figure>().Select(f => f.Write()))}\n</div>");
}
