namespace DeepDsl.Tests.Browser;

/// <summary>Where a browser of the Chromium family is on this machine.</summary>
internal static class Chromium
{
    public const string Variable = "DEEPDSL_CHROMIUM";

    private static readonly string[] s_usual =
    [
        "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/snap/bin/chromium",
        "/Applications/Chromium.app/Contents/MacOS/Chromium", "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        InPrograms("Google", "Chrome", "Application", "chrome.exe"), InPrograms("Microsoft", "Edge", "Application", "msedge.exe"),
    ];

    /// <summary>The program; null where there is none.</summary>
    public static string? Executable { get; } = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named
        ? File.Exists(named) ? named : null
        : Array.Find(s_usual, File.Exists);

    private static string InPrograms(params string[] parts) =>
        Path.Combine([Environment.GetFolderPath(Environment.SpecialFolder.ProgramFiles), .. parts]);
}
