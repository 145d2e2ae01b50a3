using System.Security.Cryptography;
using System.Text;

namespace DeepDsl.Report;

/// <summary>The file: it holds all that it shows, runs no script and asks nothing of a network, to which its policy holds browsers.</summary>
internal static class Page
{
    private static readonly Lazy<string> s_style = new(() =>
    {
        using Stream stream = typeof(Page).Assembly.GetManifestResourceStream("page.css")!;
        using StreamReader reader = new(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    });

    public static string Write(string title, Html lead, IReadOnlyList<Section> sections) => Html.Of($"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="{Policy}">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <meta name="generator" content="DeepDsl.Report">
        <title>{title}</title>
        <link rel="icon" href="data:,">
        <style>{Html.Raw(s_style.Value)}</style>
        </head>
        <body>
        <a class="skip" href="#content">Skip to the content</a>
        <header>
        <h1>{title}</h1>
        {lead}
        <nav aria-label="Sections"><ul>{sections.Select(s => Html.Of($"<li><a href=\"#{s.Id}\">{s.Title}</a></li>"))}</ul></nav>
        </header>
        <main id="content" tabindex="-1">
        {Html.Lines(sections.Select(s => s.Write()))}
        </main>
        </body>
        </html>

        """).Text;

    /// <summary>Nothing but this page's own style, by its digest, and pictures that lie in the page.</summary>
    private static string Policy =>
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(s_style.Value)))}'; "
        + "img-src data:; base-uri 'none'; form-action 'none'";
}
