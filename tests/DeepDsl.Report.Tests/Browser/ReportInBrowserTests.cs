using DeepDsl.Tests.Browser;
using Microsoft.Playwright;

namespace DeepDsl.Report.Tests.Browser;

/// <summary>What a browser makes of the page.</summary>
public sealed class ReportInBrowserTests(BrowserFixture browser, SavedReport report)
    : IClassFixture<BrowserFixture>, IClassFixture<SavedReport>
{
    private const int Phone = 360;

    /// <summary>A4 between margins.</summary>
    private const int Paper = 700;

    [BrowserFact]
    public async Task It_reports_no_error_and_asks_for_no_other_file()
    {
        IPage page = await browser.Open();
        List<string> said = [];
        List<string> asked = [];
        page.Console += (_, message) => said.Add(message.Text);
        page.PageError += (_, error) => said.Add(error);
        page.Request += (_, request) => asked.Add(request.Url);
        await page.GotoAsync(report.Address);
        Assert.Empty(said);
        Assert.Equal([report.Address], asked.Where(a => !a.StartsWith("data:", StringComparison.Ordinal)));
        // The policy knows the style by its digest: without it there is none.
        Assert.Equal("15px", await page.EvaluateAsync<string>("getComputedStyle(document.body).fontSize"));
        await page.Context.CloseAsync();
    }

    [BrowserFact]
    public async Task Names_that_are_markup_are_text()
    {
        IPage page = await browser.Open();
        await page.GotoAsync(report.Address);
        Assert.Equal(0, await page.Locator("script").CountAsync());
        Assert.Contains(SavedReport.Markup, await page.Locator("table.confusion").First.InnerTextAsync(), StringComparison.Ordinal);
        await page.Context.CloseAsync();
    }

    [BrowserFact]
    public async Task Every_figure_has_a_size_and_a_name()
    {
        IPage page = await browser.Open();
        await page.GotoAsync(report.Address);
        await Unfold(page);
        ILocator pictures = page.Locator("svg:not([aria-hidden]), img, figure, table.confusion");
        int count = await pictures.CountAsync();
        Assert.True(count > 30, $"{count} pictures");
        Assert.Equal(0, await page.EvaluateAsync<int>("""
            [...document.querySelectorAll('svg:not([aria-hidden]), img, figure, table.confusion')]
              .filter(e => { const r = e.getBoundingClientRect(); return r.width < 8 || r.height < 8 }).length
            """));
        Assert.Equal(0, await page.EvaluateAsync<int>("""
            [...document.querySelectorAll('svg[role=img], img')].filter(e => !(e.getAttribute('aria-label') || e.getAttribute('alt'))).length
            """));
        Assert.Equal(0, await page.EvaluateAsync<int>("[...document.images].filter(i => i.naturalWidth == 0).length"));
        await page.Context.CloseAsync();
    }

    /// <summary>Text that reaches beyond the picture that it stands in would be cut off.</summary>
    [BrowserFact]
    public async Task No_text_of_a_picture_is_cut_off()
    {
        IPage page = await browser.Open();
        await page.GotoAsync(report.Address);
        await Unfold(page);
        Assert.Empty(await page.EvaluateAsync<string[]>("""
            [...document.querySelectorAll('svg text')].filter(t => {
              const [inner, outer] = [t.getBoundingClientRect(), t.ownerSVGElement.getBoundingClientRect()];
              return inner.left < outer.left - 1 || inner.right > outer.right + 1
                || inner.top < outer.top - 1 || inner.bottom > outer.bottom + 1;
            }).map(t => t.textContent)
            """));
        await page.Context.CloseAsync();
    }

    [BrowserFact]
    public async Task Tab_reaches_every_control_and_shows_where_it_is()
    {
        IPage page = await browser.Open();
        await page.GotoAsync(report.Address);
        await Unfold(page);
        int controls = await page.EvaluateAsync<int>("""
            [...document.querySelectorAll('a[href], summary, [tabindex="0"]')].map((e, i) => e.dataset.control = i).length
            """);
        HashSet<string> reached = [];
        for (int i = 0; i < controls; i++)
        {
            await page.Keyboard.PressAsync("Tab");
            string[] at = await page.EvaluateAsync<string[]>(
                "(e => [e.dataset.control ?? e.tagName, ...['Style', 'Width'].map(p => getComputedStyle(e)['outline' + p])])"
                + "(document.activeElement)");
            reached.Add(at[0]);
            Assert.Equal(("solid", "2px"), (at[1], at[2]));
        }
        Assert.Equal(controls, reached.Count);
        await page.Context.CloseAsync();
    }

    [BrowserFact]
    public async Task The_skip_link_leads_to_the_content()
    {
        IPage page = await browser.Open();
        await page.GotoAsync(report.Address);
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        Assert.Equal("content", await page.EvaluateAsync<string>("document.activeElement.id"));
        await page.Context.CloseAsync();
    }

    [BrowserFact]
    public async Task Dark_mode_applies_and_text_is_legible_in_both()
    {
        List<string> grounds = [];
        foreach (bool isDark in (bool[])[false, true])
        {
            IPage page = await browser.Open(isDark: isDark);
            await page.GotoAsync(report.Address);
            grounds.Add(await page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor"));
            string[] texts = ["h1", ".lead", "nav a", "figcaption p", "summary", ".facts dt", "thead th", "table.confusion td"];
            foreach (string selector in texts)
            {
                double contrast = await page.EvaluateAsync<double>(Contrast, selector);
                Assert.True(contrast >= 4.5, $"{selector} has a contrast of {contrast:0.00}, {(isDark ? "dark" : "light")}");
            }
            await page.Context.CloseAsync();
        }
        Assert.Equal(["rgb(255, 255, 255)", "rgb(15, 20, 25)"], grounds);
    }

    [BrowserFact]
    public async Task A_phone_scrolls_down_alone()
    {
        IPage page = await browser.Open(Phone, 740);
        await page.GotoAsync(report.Address);
        await Unfold(page);
        Assert.Equal(Phone, await page.EvaluateAsync<int>("document.scrollingElement.scrollWidth"));
        await page.Context.CloseAsync();
    }

    [BrowserFact]
    public async Task Print_leaves_out_what_paper_has_no_use_for()
    {
        IPage page = await browser.Open(Paper, isDark: true);
        await page.GotoAsync(report.Address);
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        Assert.False(await page.Locator("nav").IsVisibleAsync());
        Assert.Equal("rgb(255, 255, 255)", await page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor"));
        Assert.Equal(0, await page.EvaluateAsync<int>(
            "[...document.querySelectorAll('.scroll')].filter(e => getComputedStyle(e).overflowY != 'visible').length"));
        Assert.Equal(Paper, await page.EvaluateAsync<int>("document.scrollingElement.scrollWidth"));
        await page.Context.CloseAsync();
    }

    /// <summary>As WCAG 2.2 defines it, of text to what lies behind it: the least of all such elements.</summary>
    private const string Contrast = """
        selector => {
          const all = [...document.querySelectorAll(selector)];
          if (!all.length) throw new Error('nothing is ' + selector);
          const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
          const rgb = colour => {
            canvas.clearRect(0, 0, 1, 1);
            canvas.fillStyle = colour;
            canvas.fillRect(0, 0, 1, 1);
            return [...canvas.getImageData(0, 0, 1, 1).data];
          };
          const level = colour => rgb(colour).slice(0, 3).map(v => v / 255).map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
            .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
          return Math.min(...all.map(e => {
            let behind = e;
            while (rgb(getComputedStyle(behind).backgroundColor)[3] == 0) behind = behind.parentElement;
            const [a, b] = [level(getComputedStyle(e).color), level(getComputedStyle(behind).backgroundColor)].sort((x, y) => y - x);
            return (a + 0.05) / (b + 0.05);
          }));
        }
        """;

    private static Task Unfold(IPage page) => page.EvaluateAsync("document.querySelectorAll('details').forEach(d => d.open = true)");
}
