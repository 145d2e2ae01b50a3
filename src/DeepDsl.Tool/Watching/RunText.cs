using System.Globalization;

namespace DeepDsl.Tool.Watching;

/// <summary>A training in words and cells.</summary>
internal static class RunText
{
    private const string EpochColumn = "epoch";

    public static string Title(WatchedRun run) =>
        string.Create(CultureInfo.InvariantCulture, $"{run.Model} on {run.Device}, {run.Parameters:#,0} parameters");

    /// <summary>Where it stands.</summary>
    public static string Status(WatchedRun run)
    {
        List<string> parts =
        [
            run.Epochs == 0 ? string.Create(CultureInfo.InvariantCulture, $"update {run.Step:#,0}")
                : string.Create(CultureInfo.InvariantCulture, $"epoch {run.Epoch}/{run.Epochs}  batch {run.Batch}/{run.Batches}"),
            "loss " + Number(run.Loss),
            "rate " + Number(run.Rate),
        ];
        if (run.IsOver)
        {
            parts.Add("after " + Duration(run.Seconds));
        }
        else
        {
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"{run.Speed:#,0} {run.SpeedUnit}/s"));
            parts.Add(run.Phase == "paused" ? "paused" : double.IsNaN(run.Remaining) ? "" : "eta " + Duration(run.Remaining));
        }
        return string.Join("  ", parts.Where(p => p.Length > 0));
    }

    /// <summary>An epoch as a line.</summary>
    public static string Epoch(WatchedRun run, double[] row) => string.Join("  ", run.Columns.Zip(row).Select(c =>
        c.First == EpochColumn && run.Epochs > 0
            ? string.Create(CultureInfo.InvariantCulture, $"epoch {c.Second}/{run.Epochs}") : $"{c.First} {Number(c.Second)}"));

    /// <summary>How it ended.</summary>
    public static string End(WatchedRun run) => $"{run.Phase}{(run.Reason is { } reason ? $": {reason}" : "")}  {Status(run)}";

    /// <summary>Where it stood, of a program that is silent by now.</summary>
    public static string Miss(WatchedRun? last) => $"does not answer{(last is null ? "" : $"; before: {Status(last)}")}";

    public static string Number(double value) => double.IsNaN(value) ? "-" : value.ToString("G4", CultureInfo.InvariantCulture);

    private static string Duration(double seconds)
    {
        if (double.IsNaN(seconds))
        {
            return "-";
        }
        TimeSpan time = TimeSpan.FromSeconds(Math.Clamp(Math.Round(seconds), 0, TimeSpan.MaxValue.TotalSeconds / 2));
        return time.TotalHours < 1 ? time.ToString("m\\:ss", CultureInfo.InvariantCulture)
            : string.Create(CultureInfo.InvariantCulture, $"{(long)time.TotalHours}:{time:mm\\:ss}");
    }
}
