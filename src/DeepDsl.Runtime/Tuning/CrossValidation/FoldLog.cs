using System.Globalization;
using System.Numerics;
using System.Text.Json;

namespace DeepDsl;

/// <summary>A cross-validation on disk: what is divided how, and the score of each fold that is over.</summary>
internal sealed class FoldLog : IDisposable
{
    private const string FileName = "folds.jsonl";
    private const string Format = "deepdsl cross-validation 1";

    private readonly EventLog _log;
    private readonly string _folder;
    private readonly Dictionary<int, double> _scores = [];

    private FoldLog(EventLog log, string folder)
    {
        _log = log;
        _folder = folder;
    }

    public static FoldLog Open(string folder, IReadOnlyList<Fold> folds, int seed)
    {
        string path = Path.Combine(folder, FileName);
        EventLog log = EventLog.Open(path, "cross-validation");
        try
        {
            FoldLog opened = new(log, folder);
            string header = Header(folds, seed);
            if (log.Lines.Count == 0)
            {
                log.Append(header, keep: true);
            }
            else if (log.Lines[0] != header)
            {
                throw new InvalidOperationException(
                    $"{path} holds a cross-validation of other samples, folds or seed. Give the same to go on, or name another folder.");
            }
            opened.Read(path, folds.Count);
            return opened;
        }
        catch
        {
            log.Dispose();
            throw;
        }
    }

    /// <summary>The score of the fold, if it has one.</summary>
    public double? ScoreOf(int fold) => _scores.TryGetValue(fold, out double score) ? score : null;

    public string FolderOf(int fold)
    {
        string folder = Path.Combine(_folder, "folds", fold.ToString("00", CultureInfo.InvariantCulture));
        Directory.CreateDirectory(folder);
        return folder;
    }

    public void Write(int fold, double score) => _log.Append(
        JsonLine.Of(json =>
        {
            json.WriteNumber("fold", fold);
            JsonLine.Number(json, "score", score);
        }),
        keep: true);

    public void Dispose() => _log.Dispose();

    private void Read(string path, int folds)
    {
        for (int i = 1; i < _log.Lines.Count; i++)
        {
            try
            {
                using JsonDocument line = JsonDocument.Parse(_log.Lines[i]);
                int fold = line.RootElement.GetProperty("fold").GetInt32();
                _scores[fold >= 0 && fold < folds ? fold : throw new FormatException("there is no such fold.")] =
                    JsonLine.Number(line.RootElement, "score") ?? double.NaN;
            }
            catch (Exception e) when (JsonLine.IsMistake(e))
            {
                throw new InvalidDataException(
                    $"{path} is not what a cross-validation wrote, in line {i + 1}: {e.Message} Name another folder.", e);
            }
        }
    }

    private static string Header(IReadOnlyList<Fold> folds, int seed) => JsonLine.Of(json =>
    {
        json.WriteString("format", Format);
        json.WriteNumber("folds", folds.Count);
        json.WriteNumber("seed", seed);
        json.WriteNumber("rows", Fingerprint(folds));
    });

    /// <summary>Of which samples each fold has; what they hold is not looked at.</summary>
    private static uint Fingerprint(IReadOnlyList<Fold> folds)
    {
        uint sum = uint.MaxValue;
        foreach (Fold fold in folds)
        {
            sum = BitOperations.Crc32C(sum, (uint)fold.Train.Count);
            sum = Add(Add(sum, fold.Train.Rows), fold.Validation.Rows);
        }
        return ~sum;
    }

    private static uint Add(uint sum, ReadOnlySpan<int> rows)
    {
        foreach (int row in rows)
        {
            sum = BitOperations.Crc32C(sum, (uint)row);
        }
        return sum;
    }
}
