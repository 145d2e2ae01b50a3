using DeepDsl.Tests.Browser;
using Digits;
using Microsoft.Playwright;

namespace DeepDsl.Tests.Dashboards.Browser;

/// <summary>The pictures of docs/monitoring.md: the page while the net of samples/Digits trains.</summary>
public sealed class PictureTests(BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    /// <summary>More than are trained when the pictures are taken.</summary>
    private const int Epochs = 300;

    private const int Pictured = 40;

    [PictureFact]
    public async Task Pictures()
    {
        Dataset digits = CsvFile.Read(Path.Combine(AppContext.BaseDirectory, "data", "digits.csv.gz"), new CsvOptions { Header = false });
        Dataset train = Dataset.FromArrays(Array.ConvertAll(digits.InputArray(), p => p / 16), digits.LabelArray());
        using Dashboard dashboard = new();
        Client client = new(dashboard.Start());
        DigitNet net = new(seed: 1);
        Task<History> fit = net.FitAsync(train, new FitOptions
        {
            Epochs = Epochs,
            ValidationFraction = 0.2,
            Schedule = new CosineSchedule(),
            Callbacks = [new Advisor(), dashboard],
            Messages = _ => { },
        });
        await client.Until(s => s.GetProperty("run").GetInt32() == 1 && s.GetProperty("status").GetProperty("epoch").GetInt32() >= Pictured / 4);
        await client.Post("/rate?run=1", "0.0005");
        await client.Until(s => s.GetProperty("status").GetProperty("epoch").GetInt32() >= Pictured / 2);
        await client.Post("/pause?run=1");
        await client.UntilPhase("paused");
        await client.Post("/resume?run=1");
        await client.Until(s => s.GetProperty("status").GetProperty("epoch").GetInt32() >= Pictured);
        await Take("dashboard.png", width: 1280, height: 960, isDark: false);
        await Take("dashboard-phone.png", width: 390, height: 844, isDark: true);
        await client.Post("/stop?run=1");
        await fit;

        async Task Take(string name, int width, int height, bool isDark)
        {
            IPage page = await browser.Open(width, height, isDark);
            await page.GotoAsync(dashboard.Address!.ToString());
            await page.Locator("figure", new() { HasTextString = "Speed" }).WaitForAsync();
            await page.ScreenshotAsync(new() { Path = Path.Combine(PictureFactAttribute.Folder!, name) });
        }
    }
}
