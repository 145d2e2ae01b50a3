using System.Globalization;
using System.Text.Json;

namespace DeepDsl;

/// <summary>A search on disk: its batches as they are chosen, and what happens to each trial.</summary>
internal sealed class SearchLog : IDisposable
{
    private const string FileName = "search.jsonl";

    private readonly EventLog _log;
    private readonly string _folder;
    private readonly StoredSearch _stored;

    private SearchLog(EventLog log, string folder, StoredSearch stored)
    {
        _log = log;
        _folder = folder;
        _stored = stored;
    }

    /// <summary>Why nothing more is written; null where all was.</summary>
    public Exception? Failure => _log.Failure;

    public static SearchLog Open(string folder, SearchHeader header)
    {
        string path = Path.Combine(folder, FileName);
        EventLog log = EventLog.Open(path, "search");
        try
        {
            if (log.Lines.Count == 0)
            {
                log.Append(header.Line(), keep: true);
                return new SearchLog(log, folder, new StoredSearch(header));
            }
            StoredSearch stored = StoredSearch.Read(path, log.Lines);
            header.CheckIs(stored.Header, path);
            return new SearchLog(log, folder, stored);
        }
        catch
        {
            log.Dispose();
            throw;
        }
    }

    /// <summary>What is stored, also of a search that is running.</summary>
    public static StoredSearch Read(string folder)
    {
        string path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
        {
            throw new FileNotFoundException($"There is no search in {folder}: it has no {FileName}. Name the folder of SearchOptions.Store.");
        }
        return StoredSearch.Read(path, EventLog.Read(path));
    }

    public string FolderOf(int trial)
    {
        string folder = Path.Combine(_folder, "trials", trial.ToString("0000", CultureInfo.InvariantCulture));
        Directory.CreateDirectory(folder);
        return folder;
    }

    /// <summary>The trials from that number to the end of their batch; null where none was chosen yet.</summary>
    public IReadOnlyList<PlannedTrial>? BatchAt(int number) => _stored.BatchAt(number);

    /// <summary>How the trial ended, if it did.</summary>
    public TrialResult? EndOf(int number) => _stored.Ends.GetValueOrDefault(number);

    public void WriteBatch(IReadOnlyList<PlannedTrial> trials) => _log.Append(
        JsonLine.Of(json =>
        {
            json.WriteStartArray("batch");
            foreach (PlannedTrial trial in trials)
            {
                json.WriteStartObject();
                json.WriteNumber("trial", trial.Number);
                json.WritePropertyName("point");
                StoredPoint.Write(json, trial.Point);
                json.WriteNumber("epochs", trial.Epochs);
                if (trial.Continues is int before)
                {
                    json.WriteNumber("continues", before);
                }
                json.WriteEndObject();
            }
            json.WriteEndArray();
        }),
        keep: true);

    public void WriteStart(int number) => _log.Append(JsonLine.Of(json => json.WriteNumber("start", number)), keep: false);

    public void WriteReport(int number, TrialReport report) => _log.Append(
        JsonLine.Of(json =>
        {
            json.WriteNumber("report", number);
            json.WriteNumber("epoch", report.Epoch);
            JsonLine.Number(json, "value", report.Value);
        }),
        keep: false);

    public void WriteEnd(TrialResult result) => _log.Append(
        JsonLine.Of(json =>
        {
            json.WriteNumber("end", result.Number);
            json.WriteString("state", result.State.ToString());
            JsonLine.Number(json, "value", result.Value);
            json.WriteString("reason", result.Reason);
            json.WriteNumber("seconds", result.Seconds);
        }),
        keep: true);

    public void Dispose() => _log.Dispose();
}
