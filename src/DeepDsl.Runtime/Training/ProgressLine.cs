using System.Globalization;

namespace DeepDsl;

/// <summary>
/// Shows a fit on the console: in a terminal one line per epoch that is rewritten on the way; elsewhere one line when an epoch ends, and one
/// a minute while it lasts. Rewriting takes a carriage return and spaces, which every terminal knows, and each change is one write.
/// </summary>
internal sealed class ProgressLine(TextWriter console, bool isTerminal, Func<int> width, Func<long> milliseconds)
{
    private const int BetweenRewrites = 100;
    private const int BetweenLines = 60_000;

    private long? _last = isTerminal ? null : milliseconds();
    private int _shown;

    public static ProgressLine ForConsole() => new(
        Console.Out,
        CanRewrite(Console.IsOutputRedirected, Environment.GetEnvironmentVariable("TERM")),
        ConsoleWidth,
        () => Environment.TickCount64);

    /// <summary>A terminal that says that it is dumb, as those of editors do, is written to as a file is.</summary>
    public static bool CanRewrite(bool isRedirected, string? terminal) => !isRedirected && terminal != "dumb";

    /// <summary>Whether <see cref="Update"/> would show anything now.</summary>
    public bool IsDue => !(milliseconds() - _last < (isTerminal ? BetweenRewrites : BetweenLines));

    public void Update(in FitProgress progress, IReadOnlyList<Metric> metrics)
    {
        if (!IsDue)
        {
            return;
        }
        _last = milliseconds();
        if (isTerminal)
        {
            string text = ProgressText.Running(progress, metrics, Room);
            Write(Over(text));
            _shown = text.Length;
        }
        else
        {
            WriteLine(ProgressText.Running(progress, metrics, ProgressText.AllRoom));
        }
    }

    /// <summary>Of the last epoch of the history.</summary>
    public void Finish(History history, int epochs, double samplesPerSecond)
    {
        WriteLine(ProgressText.Ended(history, epochs, samplesPerSecond, isTerminal ? Room : ProgressText.AllRoom));
        _last = isTerminal ? null : milliseconds();
    }

    /// <summary>Not cut to the width: a terminal may wrap what stays.</summary>
    public void WriteLine(string text)
    {
        Write((isTerminal ? Over(text) : text) + console.NewLine);
        _shown = 0;
    }

    /// <summary>Leaves the rewritten line, where a fit ends in the middle of an epoch.</summary>
    public void Leave()
    {
        if (_shown > 0)
        {
            Write(console.NewLine);
            _shown = 0;
        }
    }

    /// <summary>Four decimals, or four digits where the value is small.</summary>
    public static string Number(double value) =>
        value.ToString(value == 0 || Math.Abs(value) >= 0.001 ? "0.0000" : "0.000e-00", CultureInfo.InvariantCulture);

    /// <summary>One column less than the terminal has: writing into the last one may wrap.</summary>
    private int Room => Math.Max(1, width() - 1);

    /// <summary>
    /// From the beginning of the line, over all that stands there. A terminal that has become too narrow for that has wrapped it, or has cut it
    /// in its last column: there the line goes on below.
    /// </summary>
    private string Over(string text) => _shown > Room ? console.NewLine + text : '\r' + text.PadRight(_shown);

    private void Write(string text)
    {
        console.Write(text);
        console.Flush();
    }

    private static int ConsoleWidth()
    {
        try
        {
            return Console.WindowWidth > 0 ? Console.WindowWidth : 80;
        }
        catch (Exception e) when (e is IOException or PlatformNotSupportedException)
        {
            return 80;
        }
    }
}
