using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Ops.Graphs;

namespace DeepDsl.Analyzers.Layers;

/// <summary>
/// Layers of a kind, one behind another, that every gradient has to pass. A normalisation ends a run, as does what may be one;
/// where branches meet, the one with fewest goes on, since the gradient may take it: so a skip leaves out what it skips.
/// </summary>
internal static class Runs
{
    /// <summary>The runs, each as its layers with their number in it (branches may give a number twice), in the order of the flow.</summary>
    public static IReadOnlyList<IReadOnlyList<(LayerRow Row, int Number)>> Of(Flow flow, Func<LayerRow, bool> counts)
    {
        List<List<(LayerRow Row, int Number)>> runs = [];
        Dictionary<LayerRow, (int Number, List<(LayerRow, int)>? Run)> ends = [];
        foreach (LayerRow row in flow.Rows)
        {
            (int number, List<(LayerRow, int)>? run) = row.IsNorm() || row.Sources.Count == 0 || row.Layer.Op is UnknownOp ? (0, null)
                : Before(row).Select(s => s is null ? (0, null) : ends[s]).OrderBy(e => e.Item1).First();
            if (counts(row))
            {
                if (run is null)
                {
                    runs.Add(run = []);
                }

                run.Add((row, ++number));
            }

            ends.Add(row, (number, run));
        }

        return runs;
    }

    /// <summary>Edges of a graph say where a gradient goes, and are no way for it.</summary>
    private static IEnumerable<LayerRow?> Before(LayerRow row) => row.Layer.Op is GraphLayer ? row.Sources.Take(1) : row.Sources;

    /// <summary>How many of its layers stand one behind another at most.</summary>
    public static int Length(this IReadOnlyList<(LayerRow Row, int Number)> run) => run.Max(r => r.Number);

    /// <summary>The first layer of that number.</summary>
    public static LayerRow At(this IReadOnlyList<(LayerRow Row, int Number)> run, int number) => run.First(r => r.Number == number).Row;
}
