namespace DeepDsl;

/// <summary>
/// What pages are shown of a training. The thread that trains writes it and servers copy from it, both in microseconds: nobody waits for who
/// reads slowly.
/// </summary>
/// <param name="number">Of the run, from 1.</param>
/// <param name="network">That is trained.</param>
/// <param name="gradients">Of its layers.</param>
internal sealed class RunRecord(int number, Network network, LayerGradients gradients)
{
    /// <summary>More would not be told apart in a picture.</summary>
    private const int MostRows = 2048;

    private const int MostLines = 200;
    private const int LongestLine = 2000;

    private readonly Lock _gate = new();
    private readonly Series _steps = new(StepColumns.Length, MostRows);
    private readonly double[] _step = new double[StepColumns.Length];
    private readonly double[] _norms = [.. gradients.Norms];
    private readonly int[] _dead = [.. gradients.Dead];
    private readonly Queue<string> _lines = [];
    private string[] _epochColumns = [];
    private Series? _epochs;
    private RunStatus _status;
    private int _linesSeen;

    public static string[] StepColumns { get; } = ["step", "seconds", "loss", "learning_rate", "speed", "gradient_norm"];

    public int Number { get; } = number;

    public string Model { get; } = network.Definition.Name;

    public string Device { get; } = network.Device.ToString() ?? "";

    public long Parameters { get; } = network.Parameters.Sum(p => (long)p.Length);

    /// <summary>A name for a file of its weights.</summary>
    public string FileName => $"{string.Concat(Model.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_'))}-{Number}.safetensors";

    /// <summary>What the speed counts: samples or updates.</summary>
    public string SpeedUnit { get; init; } = "samples";

    public IReadOnlyList<string> Layers => gradients.Names;

    public IReadOnlyList<int> Units => gradients.Units;

    /// <summary>After some update, by the thread that trains, which has looked at the gradients before.</summary>
    public void Add(in RunStatus status, double loss)
    {
        lock (_gate)
        {
            _status = status;
            (_step[0], _step[1], _step[2]) = (status.Step, status.Seconds, loss);
            (_step[3], _step[4], _step[5]) = (status.LearningRate, status.Speed, gradients.Norm);
            _steps.Add(_step);
            gradients.Norms.CopyTo(_norms, 0);
            gradients.Dead.CopyTo(_dead, 0);
        }
    }

    public void Add(EpochResult epoch)
    {
        lock (_gate)
        {
            if (_epochs == null)
            {
                _epochColumns = [History.EpochColumn, .. epoch.Names, History.RateColumn, History.SecondsColumn];
                _epochs = new(_epochColumns.Length, MostRows);
            }
            _epochs.Add([epoch.Epoch, .. epoch.Names.Select(n => epoch.Value(n)!.Value), epoch.LearningRate, epoch.Seconds]);
        }
    }

    public void Add(string line)
    {
        lock (_gate)
        {
            _lines.Enqueue(line.Length <= LongestLine ? line : line[..LongestLine] + "...");
            _linesSeen++;
            if (_lines.Count > MostLines)
            {
                _lines.Dequeue();
            }
        }
    }

    public void Set(Func<RunStatus, RunStatus> change)
    {
        lock (_gate)
        {
            _status = change(_status);
        }
    }

    /// <summary>What a page lacks that has so much.</summary>
    public RunCopy Since(RunCursor cursor)
    {
        lock (_gate)
        {
            bool isNew = cursor.Run != Number;
            SeriesPart steps = _steps.Since(cursor.StepGeneration, isNew ? 0 : cursor.Steps);
            SeriesPart epochs = _epochs?.Since(cursor.EpochGeneration, isNew ? 0 : cursor.Epochs) ?? new(0, 0, [], 0, 0);
            int firstLine = Math.Max(_linesSeen - _lines.Count, isNew ? 0 : Math.Min(cursor.Lines, _linesSeen));
            return new()
            {
                Record = this,
                Status = _status,
                Steps = steps,
                EpochColumns = _epochColumns,
                Epochs = epochs,
                Norms = [.. _norms],
                Dead = [.. _dead],
                FirstLine = firstLine,
                Lines = [.. _lines.Skip(_lines.Count - (_linesSeen - firstLine))],
                Cursor = new(Number, steps.Generation, steps.Kept, epochs.Generation, epochs.Kept, _linesSeen),
            };
        }
    }
}
