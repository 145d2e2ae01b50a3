namespace DeepDsl.Report;

/// <summary>A piece of a page. What is put into one by <see cref="Of"/> is text, and escaped, unless it is a piece itself.</summary>
internal readonly record struct Html
{
    private readonly string? _text;

    private Html(string text) => _text = text;

    /// <summary>As it stands in the file.</summary>
    public string Text => _text ?? "";

    public bool IsEmpty => Text.Length == 0;

    public static Html operator +(Html first, Html second) => new(first.Text + second.Text);

    public static Html Of(HtmlBuilder text) => new(text.ToString());

    public static Html All(IEnumerable<Html> parts) => new(string.Concat(parts.Select(p => p.Text)));

    /// <summary>One after another, each on a line of its own.</summary>
    public static Html Lines(IEnumerable<Html> parts) => new(string.Join('\n', parts.Where(p => !p.IsEmpty).Select(p => p.Text)));

    /// <summary>A text of this library's own that is HTML already, such as a style sheet.</summary>
    public static Html Raw(string text) => new(text);

    public override string ToString() => Text;
}
