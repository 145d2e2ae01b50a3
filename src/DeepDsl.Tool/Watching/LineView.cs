using System.Diagnostics;

namespace DeepDsl.Tool.Watching;

/// <summary>A line for each epoch, and one a minute where epochs take longer, or there are none.</summary>
internal sealed class LineView(TextWriter output) : IRunView
{
    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(1);

    private readonly Stopwatch _silence = new();
    private int _run;
    private bool _isMissed;
    private double _epoch;

    public void Show(WatchedRun run)
    {
        _isMissed = false;
        if (run.Number != _run)
        {
            (_run, _epoch) = (run.Number, 0);
            Write(RunText.Title(run));
        }
        foreach (double[] row in run.NewEpochs.Where(row => row[0] > _epoch))
        {
            _epoch = row[0];
            Write(RunText.Epoch(run, row));
        }
        if (_silence.Elapsed > s_longest)
        {
            Write(RunText.Status(run));
        }
    }

    public void Miss(WatchedRun? last)
    {
        if (!_isMissed)
        {
            Write(RunText.Miss(last));
        }
        _isMissed = true;
    }

    public void End(WatchedRun run) => Write(RunText.End(run));

    private void Write(string line)
    {
        output.WriteLine(line);
        output.Flush();
        _silence.Restart();
    }
}
