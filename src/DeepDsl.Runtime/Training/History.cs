using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace DeepDsl;

/// <summary>The epochs of a fit: a table with a row per epoch.</summary>
[DebuggerDisplay("{DebuggerText,nq}")]
[DebuggerTypeProxy(typeof(HistoryView))]
public sealed class History
{
    internal const string EpochColumn = "epoch";
    internal const string RateColumn = "learning_rate";
    internal const string SecondsColumn = "seconds";

    private readonly List<EpochResult> _epochs = [];

    /// <summary>One result per epoch.</summary>
    public IReadOnlyList<EpochResult> Epochs => _epochs;

    /// <summary>Why a callback ended the fit early; null where it ran to its end.</summary>
    public string? StopReason { get; internal set; }

    /// <summary>
    /// Names of the columns: <c>epoch</c>, what the fit measured as in <see cref="EpochResult.Names"/>, <c>learning_rate</c>, <c>seconds</c>;
    /// empty before the first epoch has ended.
    /// </summary>
    public IReadOnlyList<string> Columns => _epochs.Count == 0 ? [] : ColumnsOf(_epochs[0]);

    /// <summary>One value over the epochs: <c>loss</c>, a metric's name, or either with the prefix <c>val_</c>.</summary>
    public double[] this[string name] => [.. _epochs.Select(e => e.Monitored(name, nameof(History)))];

    /// <summary>What is known of the fit besides its epochs; null for a history that no fit made.</summary>
    internal FitFacts? Facts { get; init; }

    /// <summary>
    /// What the losses show that is wrong, and what may be done. An <see cref="Advisor"/> among the callbacks also looks at samples and
    /// gradients.
    /// </summary>
    public IReadOnlyList<Advice> Diagnose() => [.. CurveAdvice.Of(_epochs, Facts)];

    /// <summary>A header and a line per epoch, numbers so that they read back as they are; what <see cref="CsvLogger"/> writes.</summary>
    public string ToCsv()
    {
        StringBuilder text = new();
        foreach (EpochResult epoch in _epochs)
        {
            text.Append(CsvLines(epoch, first: epoch == _epochs[0]));
        }
        return text.ToString();
    }

    /// <summary>
    /// <c>{"columns": [...], "rows": [[...]], "stopReason": ...}</c>. A number that JSON does not know (not a number, infinite) is null.
    /// </summary>
    public string ToJson()
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter writer = new(buffer))
        {
            writer.WriteStartObject();
            writer.WriteStartArray("columns");
            foreach (string column in Columns)
            {
                writer.WriteStringValue(column);
            }
            writer.WriteEndArray();
            writer.WriteStartArray("rows");
            foreach (EpochResult epoch in _epochs)
            {
                WriteRow(writer, epoch);
            }
            writer.WriteEndArray();
            writer.WriteString("stopReason", StopReason);
            writer.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>The table, with four decimals, and the reason why the fit ended early.</summary>
    public override string ToString()
    {
        if (_epochs.Count == 0)
        {
            return StopReason ?? "";
        }
        List<string[]> rows = [[.. Columns]];
        rows.AddRange(_epochs.Select(e => (string[])
        [
            e.Epoch.ToString(CultureInfo.InvariantCulture),
            .. ValuesOf(e).SkipLast(1).Select(ProgressLine.Number),
            e.Seconds.ToString("0.0", CultureInfo.InvariantCulture),
        ]));
        int[] widths = [.. Enumerable.Range(0, rows[0].Length).Select(c => rows.Max(r => r[c].Length))];
        IEnumerable<string> lines = rows.Select(r => string.Join("  ", r.Select((cell, c) => cell.PadLeft(widths[c]))));
        return string.Join('\n', StopReason == null ? lines : lines.Append(StopReason));
    }

    /// <summary>The line of an epoch, behind a header where it is the first.</summary>
    internal static string CsvLines(EpochResult epoch, bool first)
    {
        string header = first ? $"{string.Join(',', ColumnsOf(epoch))}\n" : "";
        string values = string.Join(',', ValuesOf(epoch).Select(v => v.ToString("R", CultureInfo.InvariantCulture)));
        return string.Create(CultureInfo.InvariantCulture, $"{header}{epoch.Epoch},{values}\n");
    }

    internal void Add(EpochResult epoch) => _epochs.Add(epoch);

    private string DebuggerText => _epochs.Count == 0 ? "no epoch" : $"{_epochs[^1]}{(StopReason == null ? "" : $"  ({StopReason})")}";

    private static string[] ColumnsOf(EpochResult epoch) => [EpochColumn, .. epoch.Names, RateColumn, SecondsColumn];

    /// <summary>Of the columns but the number of the epoch.</summary>
    private static IEnumerable<double> ValuesOf(EpochResult epoch) =>
        epoch.Names.Select(n => epoch.Value(n)!.Value).Append(epoch.LearningRate).Append(epoch.Seconds);

    private static void WriteRow(Utf8JsonWriter writer, EpochResult epoch)
    {
        writer.WriteStartArray();
        writer.WriteNumberValue(epoch.Epoch);
        foreach (double value in ValuesOf(epoch))
        {
            if (double.IsFinite(value))
            {
                writer.WriteNumberValue(value);
            }
            else
            {
                writer.WriteNullValue();
            }
        }
        writer.WriteEndArray();
    }
}
