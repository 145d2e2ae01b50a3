using System.Globalization;

namespace DeepDsl;

/// <summary>
/// What a line about a fit says. Where it has no room for all, parts are left out whole, those of least worth first; only the bar shrinks.
/// </summary>
internal static class ProgressText
{
    /// <summary>As much room as any line takes.</summary>
    public const int AllRoom = int.MaxValue / 2;

    private const int LongestBar = 20;
    private const int ShortestBar = 3;
    private const string Gap = "  ";

    /// <summary>Inside an epoch.</summary>
    public static string Running(in FitProgress progress, IReadOnlyList<Metric> metrics, int room)
    {
        Part epoch = new(Invariant($"epoch {progress.Epoch}/{progress.Epochs}"));
        Part bar = new(Bar(progress, ShortestBar));
        Part batch = new(Invariant($"{progress.Batch}/{progress.Batches}"));
        Part loss = new(Named("loss", progress.Loss));
        Part[] measured = [.. metrics.Select(m => new Part(Named(m.Name, m.Value)))];
        Part speed = new(Speed(progress.SamplesPerSecond));
        Part left = new($"eta {Duration(progress.Remaining)}");

        Part[] byWorth = [epoch, batch, loss, .. measured.Take(1), left, bar, .. measured.Skip(1), speed];
        int rest = Choose(byWorth, room);
        if (bar.IsShown)
        {
            bar.Text = Bar(progress, Math.Min(LongestBar, ShortestBar + rest));
        }
        return Join([epoch, bar, batch, loss, .. measured, speed, left]);
    }

    /// <summary>At the end of an epoch, the last of the history. What was measured stays, however little room there is.</summary>
    public static string Ended(History history, int epochs, double samplesPerSecond, int room)
    {
        EpochResult epoch = history.Epochs[^1];
        EpochResult[] before = [.. history.Epochs.SkipLast(1)];
        List<Part> parts = [new(Invariant($"epoch {epoch.Epoch}/{epochs}"))];
        foreach (string name in epoch.Names)
        {
            string mark = name == EpochResult.ValidationPrefix + EpochResult.LossKey && IsBest(epoch, before) ? " (best)" : "";
            parts.Add(new Part(Named(name, epoch.Value(name)!.Value) + mark));
        }
        if (before.Length > 0 && before[^1].LearningRate != epoch.LearningRate)
        {
            parts.Add(new Part(Named("rate", epoch.LearningRate)));
        }
        Part speed = new(Speed(samplesPerSecond));
        Part seconds = new(Invariant($"{epoch.Seconds:0.0} s"));
        Choose([.. parts, seconds, speed], room);
        parts.ForEach(p => p.IsShown = true);
        return Join([.. parts, speed, seconds]);
    }

    /// <summary>Of two epochs and more, since the first one is always the best so far.</summary>
    private static bool IsBest(EpochResult epoch, EpochResult[] before) =>
        before.Length > 0 && epoch.ValidationLoss is { } loss && !double.IsNaN(loss) && !before.Any(b => b.ValidationLoss <= loss);

    /// <summary>Shows what there is room for, from the front on, and returns the room that is left.</summary>
    private static int Choose(IEnumerable<Part> byWorth, int room)
    {
        room += Gap.Length; // in front of the first part there is none
        foreach (Part part in byWorth)
        {
            int length = Gap.Length + part.Text.Length;
            part.IsShown = length <= room;
            room -= part.IsShown ? length : 0;
        }
        return room;
    }

    private static string Join(IEnumerable<Part> parts) => string.Join(Gap, parts.Where(p => p.IsShown).Select(p => p.Text));

    private static string Bar(in FitProgress progress, int length)
    {
        int done = (int)((long)length * progress.Batch / progress.Batches);
        return $"[{new string('=', done)}{new string('.', length - done)}]";
    }

    private static string Named(string name, double value) => $"{name} {ProgressLine.Number(value)}";

    private static string Speed(double samples) =>
        $"{samples.ToString(samples >= 10 ? "0" : "0.##", CultureInfo.InvariantCulture)} samples/s";

    private static string Duration(TimeSpan time) =>
        time.TotalHours >= 1
            ? Invariant($"{(long)time.TotalHours}:{time.Minutes:00}:{time.Seconds:00}")
            : Invariant($"{time.Minutes}:{time.Seconds:00}");

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);

    private sealed class Part(string text)
    {
        public string Text { get; set; } = text;

        public bool IsShown { get; set; }
    }
}
