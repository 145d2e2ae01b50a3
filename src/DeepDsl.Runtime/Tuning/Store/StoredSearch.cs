using System.Text.Json;

namespace DeepDsl;

/// <summary>What the lines of a stored search say.</summary>
internal sealed class StoredSearch(SearchHeader header)
{
    private readonly List<PlannedTrial[]> _batches = [];
    private readonly List<PlannedTrial> _planned = [];
    private readonly Dictionary<int, SortedDictionary<int, double>> _reports = [];

    public SearchHeader Header { get; } = header;

    public Dictionary<int, TrialResult> Ends { get; } = [];

    public static StoredSearch Read(string path, IReadOnlyList<string> lines)
    {
        int number = 1;
        try
        {
            StoredSearch stored = new(SearchHeader.Parse(lines.Count > 0 ? lines[0] : throw new FormatException("it has no whole line yet.")));
            foreach (string line in lines.Skip(1))
            {
                number++;
                using JsonDocument document = JsonDocument.Parse(line);
                stored.Take(document.RootElement);
            }
            return stored;
        }
        catch (Exception e) when (JsonLine.IsMistake(e))
        {
            throw new InvalidDataException($"{path} is not what a search wrote, in line {number}: {e.Message} Name another folder.", e);
        }
    }

    public IReadOnlyList<PlannedTrial>? BatchAt(int number) =>
        _batches.Find(b => b[^1].Number >= number) is { } batch ? [.. batch.Where(t => t.Number >= number)] : null;

    private void Take(JsonElement line)
    {
        if (line.TryGetProperty("batch", out JsonElement batch))
        {
            PlannedTrial[] trials = [.. batch.EnumerateArray().Select(Planned)];
            Demand(trials.Length > 0, "it has an empty batch.");
            _batches.Add(trials);
        }
        else if (line.TryGetProperty("start", out JsonElement start))
        {
            _reports[Known(start).Number] = [];
        }
        else if (line.TryGetProperty("report", out JsonElement report))
        {
            _reports[Known(report).Number][line.GetProperty("epoch").GetInt32()] = JsonLine.Number(line, "value") ?? double.NaN;
        }
        else
        {
            PlannedTrial trial = Known(line.GetProperty("end"));
            Ends[trial.Number] = new TrialResult(trial, Enum.Parse<TrialState>(JsonLine.Text(line, "state")))
            {
                Value = JsonLine.Number(line, "value"),
                Reason = line.GetProperty("reason").GetString(),
                Seconds = line.GetProperty("seconds").GetDouble(),
                Reports = [.. _reports[trial.Number].Select(r => new TrialReport(r.Key, r.Value))],
            };
        }
    }

    private PlannedTrial Planned(JsonElement element)
    {
        int number = element.GetProperty("trial").GetInt32();
        Demand(number == _planned.Count, "its trials do not follow one another.");
        int? continues = element.TryGetProperty("continues", out JsonElement before) ? before.GetInt32() : null;
        Demand(continues is null || (continues >= 0 && continues < number), "a trial continues one that is not before it.");
        int root = continues is int known ? _planned[known].Root : number;
        PlannedTrial trial = new(
            number,
            StoredPoint.Read(element.GetProperty("point"), Header.Space),
            TrialSeed.Of(Header.Seed, root),
            element.GetProperty("epochs").GetInt32(),
            continues)
        {
            Root = root,
        };
        _planned.Add(trial);
        return trial;
    }

    private PlannedTrial Known(JsonElement number)
    {
        int trial = number.GetInt32();
        Demand(trial >= 0 && trial < _planned.Count, "it tells of a trial that was not chosen.");
        return _planned[trial];
    }

    private static void Demand(bool condition, string message)
    {
        if (!condition)
        {
            throw new FormatException(message);
        }
    }
}
