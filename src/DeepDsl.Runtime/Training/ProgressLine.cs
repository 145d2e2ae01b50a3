using System.Globalization;
using System.Text;

namespace DeepDsl;

/// <summary>
/// Shows a fit on the console: in a terminal one line per epoch that is rewritten on the way, elsewhere one line when an epoch ends.
/// </summary>
internal sealed class ProgressLine(TextWriter console, bool isTerminal, Func<int> width, Func<long> milliseconds)
{
    private const int BarLength = 20;
    private const int MillisecondsBetweenRewrites = 100;
    private const string Gap = "  ";

    private readonly StringBuilder _line = new();
    private long? _lastRewrite;
    private int _shown;

    public static ProgressLine ForConsole() => new(Console.Out, !Console.IsOutputRedirected, ConsoleWidth, () => Environment.TickCount64);

    /// <summary>Whether <see cref="Update"/> would show anything now.</summary>
    public bool IsDue => isTerminal && !(milliseconds() - _lastRewrite < MillisecondsBetweenRewrites);

    public void Update(in FitProgress progress, IReadOnlyList<Metric> metrics)
    {
        if (!IsDue)
        {
            return;
        }
        _lastRewrite = milliseconds();
        _line.Clear().Append(CultureInfo.InvariantCulture, $"epoch {progress.Epoch}/{progress.Epochs}{Gap}");
        int barAt = _line.Length;
        int done = (int)((long)BarLength * progress.Batch / progress.Batches);
        _line.Append('[').Append('=', done).Append('.', BarLength - done).Append(']').Append(Gap);
        int barEnd = _line.Length;
        _line.Append(CultureInfo.InvariantCulture, $"{progress.Batch}/{progress.Batches}");
        Append("loss", progress.Loss);
        foreach (Metric metric in metrics)
        {
            Append(metric.Name, metric.Value);
        }
        _line.Append(CultureInfo.InvariantCulture, $"{Gap}{progress.SamplesPerSecond:0} samples/s{Gap}eta {Duration(progress.Remaining)}");
        if (_line.Length > Room)
        {
            _line.Remove(barAt, barEnd - barAt);
        }
        Rewrite(_line.ToString());
    }

    public void Finish(EpochResult epoch, int epochs, double samplesPerSecond)
    {
        _line.Clear().Append(CultureInfo.InvariantCulture, $"epoch {epoch.Epoch}/{epochs}");
        foreach (string name in epoch.Names)
        {
            Append(name, epoch.Value(name)!.Value);
        }
        _line.Append(CultureInfo.InvariantCulture, $"{Gap}{samplesPerSecond:0} samples/s{Gap}{epoch.Seconds:0.0} s");
        WriteLine(_line.ToString());
        _lastRewrite = null;
    }

    public void WriteLine(string text)
    {
        if (isTerminal)
        {
            // Not cut to the width: a terminal may wrap what stays.
            console.Write('\r');
            console.Write(text.PadRight(_shown));
            _shown = 0;
            console.WriteLine();
        }
        else
        {
            console.WriteLine(text);
        }
        console.Flush();
    }

    /// <summary>Leaves the rewritten line, where a fit ends in the middle of an epoch.</summary>
    public void Leave()
    {
        if (_shown > 0)
        {
            console.WriteLine();
            _shown = 0;
        }
    }

    /// <summary>Four decimals, or four digits where the value is small.</summary>
    public static string Number(double value) =>
        value.ToString(value == 0 || Math.Abs(value) >= 0.001 ? "0.0000" : "0.000e-00", CultureInfo.InvariantCulture);

    /// <summary>One column less than the terminal has: writing into the last one may wrap.</summary>
    private int Room => Math.Max(1, width() - 1);

    private void Append(string name, double value) => _line.Append(Gap).Append(name).Append(' ').Append(Number(value));

    private void Rewrite(string text)
    {
        text = text.Length > Room ? text[..Room] : text;
        console.Write('\r');
        console.Write(text.PadRight(Math.Min(_shown, Room)));
        console.Flush();
        _shown = text.Length;
    }

    private static string Duration(TimeSpan time) =>
        time.TotalHours >= 1
            ? string.Create(CultureInfo.InvariantCulture, $"{(long)time.TotalHours}:{time.Minutes:00}:{time.Seconds:00}")
            : string.Create(CultureInfo.InvariantCulture, $"{time.Minutes}:{time.Seconds:00}");

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
