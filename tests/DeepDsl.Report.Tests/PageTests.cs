using System.Globalization;
using System.Text.RegularExpressions;

namespace DeepDsl.Report.Tests;

/// <summary>What holds for the page as a file.</summary>
public sealed class PageTests(SavedReport report) : IClassFixture<SavedReport>
{
    [Fact]
    public void Names_that_are_markup_are_escaped()
    {
        Assert.DoesNotContain("<script", report.Report.Html, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt;", report.Report.Html, StringComparison.Ordinal);
        Assert.Contains("R&amp;D &quot;x&quot;", report.Report.Html, StringComparison.Ordinal);
        string html = new NoLoss(seed: 1).Report(options: new ReportOptions { Title = "a\"><b onload='x'>\u0001" }).Html;
        Assert.Contains("<title>a&quot;&gt;&lt;b onload=&#39;x&#39;&gt;\uFFFD</title>", html, StringComparison.Ordinal);
    }

    [Fact]
    public void It_names_no_other_file() => Assert.All(
        Regex.Matches(report.Report.Html, "(?:src|href|url)\\s*[=(]\\s*[\"']?([^\"')\\s>]*)").Select(m => m.Groups[1].Value),
        target => Assert.True(target.StartsWith('#') || target.StartsWith("data:", StringComparison.Ordinal), target));

    /// <summary>Elements that are opened are closed, in order; a browser would mend what the test of a browser doesn't see.</summary>
    [Fact]
    public void Its_elements_nest()
    {
        HashSet<string> empty = ["meta", "link", "img", "br"];
        Stack<string> open = new();
        foreach (Match tag in Regex.Matches(report.Report.Html, "<(/?)([a-z][a-z0-9]*)((?:[^>\"']|\"[^\"]*\"|'[^']*')*?)(/?)>"))
        {
            string name = tag.Groups[2].Value;
            if (tag.Groups[1].Length > 0)
            {
                Assert.Equal(open.Pop(), name);
            }
            else if (tag.Groups[4].Length == 0 && !empty.Contains(name))
            {
                open.Push(name);
            }
        }
        Assert.Empty(open);
    }

    [Fact]
    public void Numbers_are_written_alike_in_every_country()
    {
        NumberFormatInfo commas = new() { NumberDecimalSeparator = ",", NumberGroupSeparator = ".", NegativeSign = "~" };
        CultureInfo before = CultureInfo.CurrentCulture;
        Plane net = new(seed: 1);
        History history = net.Fit(ReportData.Plane(100, seed: 1), new FitOptions { Epochs = 2 });
        string Write() => net.Report(history, ReportData.Plane(50, seed: 2)).Html;
        string expected = Write();
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("") { NumberFormat = commas };
            Assert.Equal("0,5", $"{0.5}");
            Assert.Equal(expected, Write());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void A_report_is_saved_as_a_whole()
    {
        using TemporaryFolder folder = new();
        string path = folder.Write("report.html", "old");
        report.Report.Save(path);
        Assert.Equal(report.Report.Html, File.ReadAllText(path));
        Assert.Equal(["report.html"], folder.Names);
        string missing = Path.Combine(folder["none"], "report.html");
        DirectoryNotFoundException error = Assert.Throws<DirectoryNotFoundException>(() => report.Report.Save(missing));
        Assert.Contains("Create it first", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public Task Public_api() => Verifier.Verify(DeepDsl.Repo.Tests.PublicApi.Of(typeof(ModelReport).Assembly));
}
