using DeepDsl.Tests.Browser;
using Microsoft.Playwright;

namespace DeepDsl.Tests.Dashboards.Browser;

/// <summary>The page in a browser.</summary>
public sealed class PageTests(BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    private static readonly string[] s_charts =
    [
        "Loss of single updates", "Loss by epoch", "Accuracy by epoch", "Learning rate", "Norm of all gradients", "Speed",
    ];

    [BrowserFact]
    public async Task It_shows_and_steers_a_training()
    {
        using WatchedFit watched = new(WatchedFit.Endless, o => o with { Validation = Training.FitData.Make(10, seed: 6) });
        IPage page = await browser.Open();
        List<string> problems = Problems(page);
        await page.GotoAsync(watched.Dashboard.Address!.ToString());
        Assert.DoesNotContain("token", page.Url, StringComparison.Ordinal);
        await Expect(page, "#phase", "running");
        await Expect(page, "#model", "TinyNet");
        foreach (string title in s_charts)
        {
            await page.Locator("figure", new() { HasTextString = title }).First.Locator("svg polyline").First
                .WaitForAsync(new() { State = WaitForSelectorState.Attached });
        }
        Assert.Equal(["dense1", "dense2"], await page.Locator("#layers tbody td:first-child").AllTextContentsAsync());

        await page.ClickAsync("#pause");
        await Expect(page, "#phase", "paused");
        long step = watched.Net.Step;
        await page.FillAsync("#rate-value", "0.0125");
        await page.Keyboard.PressAsync("Enter");
        await page.ClickAsync("#pause");
        await Expect(page, "#phase", "running");
        await watched.Client.Until(s => s.GetProperty("status").GetProperty("rate").GetDouble() == 0.0125);
        Assert.True(watched.Net.Step > step);
        Assert.Contains($"Dashboard: paused after update {step}.", await page.Locator("#log li").AllTextContentsAsync());

        await page.FillAsync("#rate-value", "fast");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page, "#answer", "A learning rate is a finite number of at least 0, such as 0.001.");

        await page.ClickAsync("#stop");
        await page.ClickAsync("#sure button[value=yes]");
        await Expect(page, "#phase", "stopped");
        Assert.Equal("Dashboard: stopped on its page.", (await watched.Fit).StopReason);
        Assert.True(await page.IsDisabledAsync("#pause"));
        Assert.Single(problems, p => p.Contains("400", StringComparison.Ordinal)); // the rate that is none
    }

    /// <summary>Two at once, one of which is loaded anew; then the program ends.</summary>
    [BrowserFact]
    public async Task What_was_shown_comes_again_and_stays_behind_a_lost_connection()
    {
        using WatchedFit watched = new(epochs: 3);
        await watched.Fit;
        IPage first = await browser.Open();
        IPage second = await browser.Open();
        await first.GotoAsync(watched.Dashboard.Address!.ToString());
        await second.GotoAsync(watched.Dashboard.Address!.ToString());
        await first.ReloadAsync();
        foreach (IPage page in (IPage[])[first, second])
        {
            await Expect(page, "#phase", "ended");
            await Expect(page, "#facts dd >> nth=0", "3 / 3");
        }
        watched.Dashboard.Dispose();
        await Expect(second, "#connection", "The program has ended. This page has what it showed last, until it is closed.");
        await Expect(second, "#phase", "ended");
        Assert.True(await second.Locator("figure svg polyline").CountAsync() > 0);
    }

    [BrowserFact]
    public async Task Keys_reach_all_of_it_and_read_a_curve()
    {
        using WatchedFit watched = new(WatchedFit.Endless);
        IPage page = await browser.Open();
        await page.GotoAsync(watched.Dashboard.Address!.ToString());
        await page.Locator("figure", new() { HasTextString = "Speed" }).WaitForAsync();
        List<string> reached = [];
        for (int i = 0; i < 30; i++)
        {
            await page.Keyboard.PressAsync("Tab");
            reached.Add(await page.EvaluateAsync<string>("(e => e.id || e.tagName + (e.dataset.factor || ''))(document.activeElement)"));
        }
        Assert.Superset(
            new HashSet<string> { "pause", "stop", "rate-value", "weights", "BUTTON0.5", "BUTTON2", "svg" }, new HashSet<string>(reached));

        await page.FocusAsync("#stop");
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.PressAsync("Escape");
        await page.FocusAsync("#pause");
        await page.Keyboard.PressAsync("Space");
        await Expect(page, "#phase", "paused");
        ILocator curve = page.Locator("figure", new() { HasTextString = "Loss of single updates" }).Locator("svg");
        await curve.FocusAsync();
        await page.Keyboard.PressAsync("Home");
        Assert.StartsWith("Loss of single updates, update 1: update ", await curve.GetAttributeAsync("aria-label"), StringComparison.Ordinal);
        await watched.Stop();
    }

    /// <summary>Values may lie so near that no numbers are between them.</summary>
    [BrowserFact]
    public async Task A_curve_is_drawn_however_little_it_moves()
    {
        using WatchedFit watched = new(epochs: 1);
        await watched.Fit;
        IPage page = await browser.Open();
        await page.GotoAsync(watched.Dashboard.Address!.ToString());
        Task<int> drawn = page.EvaluateAsync<int>(
            """
            async () => {
              const { Chart } = await import("/charts.js");
              const chart = new Chart(document.body, { title: "Still", xName: "update" });
              chart.set([{ name: "loss", style: "train", points: [[0, 1], [1, 1 + Number.EPSILON]] }]);
              return [...document.querySelectorAll("figure")].at(-1).querySelectorAll("polyline").length;
            }
            """);
        Assert.Equal(1, await drawn.WaitAsync(TimeSpan.FromMinutes(1)));
    }

    [BrowserFact]
    public async Task A_phone_has_room_for_all_of_it()
    {
        using WatchedFit watched = new(epochs: 3);
        await watched.Fit;
        IPage page = await browser.Open(width: 320, height: 700);
        await page.GotoAsync(watched.Dashboard.Address!.ToString());
        await page.Locator("figure", new() { HasTextString = "Speed" }).WaitForAsync();
        Assert.Equal(320, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
    }

    /// <summary>A message, a name of a model, and the token in an address run nothing.</summary>
    [BrowserFact]
    public async Task Texts_are_shown_as_they_are()
    {
        const string Text = "<img src=x onerror=\"document.title='run'\"><script>document.title='run'</script>";
        using WatchedFit watched = new(1, o => o with { Callbacks = [.. o.Callbacks, new LambdaCallback { FitEnd = c => c.Write(Text) }] });
        await watched.Fit;
        IPage page = await browser.Open();
        await page.GotoAsync(watched.Dashboard.Address!.ToString());
        await Expect(page, "#log li >> nth=-1", Text);
        Assert.Equal(0, await page.Locator("#log img").CountAsync());
        Assert.NotEqual("run", await page.TitleAsync());
    }

    private static List<string> Problems(IPage page)
    {
        List<string> problems = [];
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
            {
                problems.Add(message.Text);
            }
        };
        page.PageError += (_, error) => problems.Add(error);
        return problems;
    }

    private static Task Expect(IPage page, string selector, string text) =>
        Assertions.Expect(page.Locator(selector)).ToHaveTextAsync(text, new() { Timeout = 60_000 });
}
