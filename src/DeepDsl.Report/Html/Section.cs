namespace DeepDsl.Report;

/// <summary>A part of the page that the list at its top leads to.</summary>
/// <param name="Id">By which the list names it.</param>
/// <param name="Title">Its heading.</param>
/// <param name="Body">What it shows.</param>
internal sealed record Section(string Id, string Title, Html Body)
{
    public Html Write() => Html.Of($"""
        <section id="{Id}" aria-labelledby="{Id}-title">
        <h2 id="{Id}-title">{Title}</h2>
        {Body}
        </section>
        """);

    /// <summary>A sentence that says what can't be shown, and why.</summary>
    public static Html Missing(string sentence) => Html.Of($"<p class=\"missing\">{sentence}</p>");
}
