using DeepDsl.Tests.Browser;
using Microsoft.Playwright;

namespace DeepDsl.Report.Tests.Browser;

/// <summary>The pictures of docs/report.md.</summary>
public sealed class PictureTests(BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    private const int MostBytes = 300_000;

    [PictureFact]
    public async Task Pictures_are_small()
    {
        using DigitsReport report = new();
        foreach ((string name, int width, bool isDark) in ((string, int, bool)[])[("report.png", 1120, false), ("report-phone.png", 390, true)])
        {
            string path = Path.Combine(PictureFactAttribute.Folder!, name);
            IPage page = await browser.Open(width, height: 1500, isDark);
            await page.GotoAsync(report.Address);
            await page.ScreenshotAsync(new() { Path = path });
            Assert.InRange(new FileInfo(path).Length, 10_000, MostBytes);
            await page.Context.CloseAsync();
        }
    }
}
