using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text;

namespace DeepDsl.Report;

/// <summary>
/// What an interpolated string is made of where a piece of HTML is wanted: the literal parts are HTML, and what stands in braces is escaped.
/// So nothing that a user named reaches a page as anything but text, and numbers are written as everywhere.
/// </summary>
[InterpolatedStringHandler]
internal readonly ref struct HtmlBuilder(int literalLength, int formattedCount)
{
    private readonly StringBuilder _text = new(literalLength + (16 * formattedCount));

    public void AppendLiteral(string html) => _text.Append(html);

    public void AppendFormatted(Html piece) => _text.Append(piece.Text);

    public void AppendFormatted(IEnumerable<Html> pieces)
    {
        foreach (Html piece in pieces)
        {
            _text.Append(piece.Text);
        }
    }

    public void AppendFormatted(string? text) => _text.Append(WebUtility.HtmlEncode(Clean(text ?? "")));

    public void AppendFormatted(int number) => _text.Append(CultureInfo.InvariantCulture, $"{number}");

    public void AppendFormatted(long number) => _text.Append(CultureInfo.InvariantCulture, $"{number}");

    /// <summary>A place in a picture; what is measured comes as a text of <see cref="Numbers"/>.</summary>
    public void AppendFormatted(double place) => _text.Append(place.ToString("0.##", CultureInfo.InvariantCulture));

    public override string ToString() => _text.ToString();

    /// <summary>No page may hold control characters, nor halves of characters.</summary>
    private static string Clean(string text)
    {
        StringBuilder clean = new(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            clean.Append(Rune.IsControl(rune) && rune.Value is not '\n' ? Rune.ReplacementChar.ToString() : rune.ToString());
        }
        return clean.ToString();
    }
}
