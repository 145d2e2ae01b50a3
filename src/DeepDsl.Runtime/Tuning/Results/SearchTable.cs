using System.Globalization;
using System.Text;

namespace DeepDsl;

/// <summary>Trials as tables.</summary>
internal static class SearchTable
{
    private const int Shown = 20;

    public static string Text(SearchResult result)
    {
        TrialResult[] ranked = [.. result.Ranked];
        List<string[]> rows = [["trial", "score", .. result.Space.Dimensions.Select(d => d.Name)]];
        rows.AddRange(ranked.Take(Shown).Select(t => (string[])[Number(t.Number), Short(t.Value!.Value), .. t.Point.Values.Select(Short)]));
        int[] widths = [.. Enumerable.Range(0, rows[0].Length).Select(c => rows.Max(r => r[c].Length))];
        StringBuilder text = new();
        foreach (string[] row in rows)
        {
            text.Append(string.Join("  ", row.Select((cell, c) => cell.PadLeft(widths[c])))).Append('\n');
        }
        text.Append(Counts(result, ranked.Length));
        if (result.Importance() is var importance && importance.Values.Any(v => v > 0))
        {
            IEnumerable<string> parts = importance.OrderByDescending(i => i.Value)
                .Select(i => string.Create(CultureInfo.InvariantCulture, $"{i.Key} {i.Value:P0}"));
            text.Append(CultureInfo.InvariantCulture, $"\nvariance of the scores that each setting explains: {string.Join(", ", parts)}");
        }
        return text.ToString();
    }

    public static string Csv(SearchResult result)
    {
        StringBuilder text = new();
        string[] columns = ["trial", .. result.Space.Dimensions.Select(d => Cell(d.Name)), "epochs", "state", "score", "seconds", "reason"];
        text.AppendJoin(',', columns).Append('\n');
        foreach (TrialResult trial in result.Trials)
        {
            string[] cells =
            [
                Number(trial.Number),
                .. trial.Point.Values.Select(v => Cell(SearchDimension.TextOf(v))),
                Number(trial.Epochs),
                trial.State.ToString(),
                trial.Value?.ToString("R", CultureInfo.InvariantCulture) ?? "",
                trial.Seconds.ToString("0.###", CultureInfo.InvariantCulture),
                Cell(trial.Reason ?? ""),
            ];
            text.AppendJoin(',', cells).Append('\n');
        }
        return text.ToString();
    }

    public static string Json(SearchResult result)
    {
        string trials = string.Join(",\n", result.Trials.Select(trial => JsonLine.Of(json =>
        {
            json.WriteNumber("trial", trial.Number);
            json.WriteStartObject("point");
            foreach ((string name, object value) in trial.Point)
            {
                json.WritePropertyName(name);
                StoredPoint.Write(json, value);
            }
            json.WriteEndObject();
            json.WriteNumber("seed", trial.Seed);
            json.WriteNumber("epochs", trial.Epochs);
            json.WriteString("state", trial.State.ToString());
            JsonLine.Number(json, "score", trial.Value);
            json.WriteString("reason", trial.Reason);
            json.WriteNumber("seconds", trial.Seconds);
            json.WriteStartArray("reports");
            foreach (TrialReport report in trial.Reports)
            {
                json.WriteStartObject();
                json.WriteNumber("epoch", report.Epoch);
                JsonLine.Number(json, "value", report.Value);
                json.WriteEndObject();
            }
            json.WriteEndArray();
        })));
        return $"[\n{trials}\n]\n";
    }

    private static string Counts(SearchResult result, int ranked)
    {
        int pruned = result.Trials.Count(t => t.State == TrialState.Pruned);
        TrialResult[] failed = [.. result.Trials.Where(t => t.State == TrialState.Failed)];
        int shorter = result.Trials.Count - ranked - pruned - failed.Length;
        string[] parts =
        [
            .. ranked > Shown ? [$"the best {Shown} of {ranked} complete"] : new[] { $"{ranked} complete" },
            .. shorter > 0 ? [$"{shorter} of fewer epochs"] : Array.Empty<string>(),
            .. pruned > 0 ? [$"{pruned} ended early"] : Array.Empty<string>(),
            .. failed.Length > 0 ? [$"{failed.Length} failed (the first: {failed[0].ReasonOnALine})"] : Array.Empty<string>(),
        ];
        return $"{result.Trials.Count} trials: {string.Join(", ", parts)}";
    }

    private static string Short(object value) =>
        value is double number ? number.ToString("G5", CultureInfo.InvariantCulture) : Listing.Short(SearchDimension.TextOf(value));

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Cell(string text) =>
        text.AsSpan().ContainsAny(",\"\r\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}
