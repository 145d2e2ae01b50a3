using Spectre.Console;
using Spectre.Console.Rendering;

namespace DeepDsl.Tool.Watching;

/// <summary>A table of the last epochs above a line that says where the training stands, in place.</summary>
/// <param name="display">What is drawn anew.</param>
/// <param name="most">Epochs that a screen has room for.</param>
internal sealed class TableView(LiveDisplayContext display, int most) : IRunView
{
    private readonly Dictionary<double, double[]> _epochs = [];
    private int _run;

    public static IRenderable Empty { get; } = new Text("");

    public void Show(WatchedRun run)
    {
        Take(run);
        Draw(run, RunText.Status(run));
    }

    public void Miss(WatchedRun? last)
    {
        if (last is null)
        {
            display.UpdateTarget(new Text(RunText.Miss(last)));
        }
        else
        {
            Draw(last, RunText.Miss(last));
        }
    }

    public void End(WatchedRun run) => Draw(run, RunText.End(run));

    private void Take(WatchedRun run)
    {
        if (run.Number != _run)
        {
            _epochs.Clear();
            _run = run.Number;
        }
        foreach (double[] row in run.NewEpochs)
        {
            _epochs[row[0]] = row;
        }
    }

    private void Draw(WatchedRun run, string status)
    {
        List<IRenderable> parts = [new Text(RunText.Title(run))];
        if (_epochs.Count > 0)
        {
            Table table = new() { Border = TableBorder.Simple };
            table.AddColumns([.. run.Columns.Select(c => new TableColumn(new Text(c)).RightAligned())]);
            foreach (double[] row in _epochs.Values.OrderBy(r => r[0]).TakeLast(most))
            {
                table.AddRow(row.Select(v => new Text(RunText.Number(v))));
            }
            parts.Add(table);
        }
        parts.Add(new Text(status));
        display.UpdateTarget(new Rows(parts));
    }
}
