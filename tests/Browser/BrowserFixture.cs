using Microsoft.Playwright;

namespace DeepDsl.Tests.Browser;

/// <summary>A browser that the tests of a class share. It starts with the first page, and knows no page of another test.</summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    /// <summary>Nothing that asks the network, and as a test machine's user, whom Chromium's sandbox may not take.</summary>
    private static readonly string[] s_arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
    ];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (_browser != null)
        {
            await _browser.CloseAsync();
        }
        _playwright?.Dispose();
    }

    /// <summary>An empty page in a window of its own.</summary>
    public async Task<IPage> Open(int width = 1080, int height = 900, bool isDark = false)
    {
        _playwright ??= await Playwright.CreateAsync();
        _browser ??= await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium.Executable, Args = s_arguments });
        IBrowserContext context = await _browser.NewContextAsync(new()
        {
            ViewportSize = new() { Width = width, Height = height },
            ColorScheme = isDark ? ColorScheme.Dark : ColorScheme.Light,
            ReducedMotion = ReducedMotion.Reduce,
        });
        return await context.NewPageAsync();
    }
}
