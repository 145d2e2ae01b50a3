using Microsoft.Playwright;

namespace DeepDsl.Report.Tests.Browser;

/// <summary>The pictures of docs/report.md, which this writes to the folder that <c>DEEPDSL_PICTURES</c> names, by a full path.</summary>
public sealed class PictureTests(BrowserFixture browser, DigitsReport report) : IClassFixture<BrowserFixture>, IClassFixture<DigitsReport>
{
    private const string Variable = "DEEPDSL_PICTURES";
    private const int MostBytes = 300_000;

    [BrowserFact]
    public async Task Pictures_are_small()
    {
        string? folder = Environment.GetEnvironmentVariable(Variable);
        using TemporaryFolder temporary = new();
        foreach ((string name, int width, int height, bool isDark) in ((string, int, int, bool)[])
            [("report.png", 1120, 1500, false), ("report-phone.png", 390, 1500, true)])
        {
            string path = folder is { Length: > 0 } ? Path.Combine(folder, name) : temporary[name];
            IPage page = await browser.Open(width, height, isDark);
            await page.GotoAsync(report.Address);
            await page.ScreenshotAsync(new() { Path = path });
            Assert.InRange(new FileInfo(path).Length, 10_000, MostBytes);
            await page.Context.CloseAsync();
        }
    }
}
