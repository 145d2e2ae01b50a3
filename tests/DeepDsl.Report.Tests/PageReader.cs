using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace DeepDsl.Report.Tests;

/// <summary>Reads a page back as somebody does who knows HTML but nothing of what wrote it.</summary>
internal sealed class PageReader(string html)
{
    /// <summary>Cells of a table by its caption, with the head.</summary>
    public string[][] Table(string caption)
    {
        string[] tables = [.. Regex.Matches(html, "<table.*?</table>", RegexOptions.Singleline).Select(m => m.Value)];
        string Caption(string table) => Plain(Regex.Match(table, "<caption.*?</caption>", RegexOptions.Singleline).Value);
        string table = Assert.Single(tables, t => Caption(t).StartsWith(caption, StringComparison.Ordinal));
        return [.. Regex.Matches(table, "<tr.*?</tr>", RegexOptions.Singleline).Select(row =>
            (string[])[.. Regex.Matches(row.Value, "<t[hd].*?</t[hd]>", RegexOptions.Singleline).Select(c => Plain(c.Value))])];
    }

    /// <summary>Numbers of the first row of a table with a name, behind it.</summary>
    public double[] Row(string caption, string name) =>
        [.. Table(caption).First(r => r[0] == name).Skip(1).Select(c => c == "–" ? double.NaN : Number(c))];

    /// <summary>A large figure by its name.</summary>
    public double Fact(string name) =>
        Number(Regex.Match(html, $"<dt>{Regex.Escape(WebUtility.HtmlEncode(name))}</dt><dd>(.*?)</dd>").Groups[1].Value);

    /// <summary>All sentences, without markup.</summary>
    public string Text => Plain(html);

    private static double Number(string text) =>
        double.Parse(text.Replace(",", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);

    private static string Plain(string piece) =>
        Regex.Replace(WebUtility.HtmlDecode(Regex.Replace(piece, "<[^>]*>", " ")), @"\s+", " ").Trim();
}
