using DeepDsl.Compiler.Ops;

namespace DeepDsl.Analyzers;

/// <summary>Which layer reads which, through blocks, wires and merges; the order of the source says nothing about that.</summary>
public sealed class Flow
{
    private readonly Dictionary<LayerRow, List<LayerRow>> _readers = [];
    private readonly HashSet<LayerRow> _outputs;

    public Flow(ModelGraph graph)
    {
        Rows = graph.Rows;
        _outputs = [.. graph.OutputRows.OfType<LayerRow>()];
        foreach (LayerRow row in Rows)
        {
            _readers.Add(row, []);
            foreach (LayerRow source in row.Sources.OfType<LayerRow>().Distinct())
            {
                _readers[source].Add(row);
            }
        }
    }

    /// <summary>In an order in which each layer comes after those that it reads.</summary>
    public IReadOnlyList<LayerRow> Rows { get; }

    public IReadOnlyList<LayerRow> Readers(LayerRow row) => _readers[row];

    public bool IsOutput(LayerRow row) => _outputs.Contains(row);

    /// <summary>The layers reached from <paramref name="row"/> against the flow, over layers for which <paramref name="passes"/> holds.</summary>
    public IEnumerable<LayerRow> Upstream(LayerRow row, Func<LayerRow, bool> passes) =>
        Walk(row, r => r.Sources.OfType<LayerRow>(), passes);

    /// <summary>The layers reached from <paramref name="row"/> with the flow, over layers for which <paramref name="passes"/> holds.</summary>
    public IEnumerable<LayerRow> Downstream(LayerRow row, Func<LayerRow, bool> passes) => Walk(row, Readers, passes);

    private static IEnumerable<LayerRow> Walk(LayerRow start, Func<LayerRow, IEnumerable<LayerRow>> next, Func<LayerRow, bool> passes)
    {
        HashSet<LayerRow> seen = [];
        Stack<LayerRow> open = new(next(start));
        while (open.Count > 0)
        {
            LayerRow row = open.Pop();
            if (!seen.Add(row))
            {
                continue;
            }

            yield return row;
            if (passes(row))
            {
                foreach (LayerRow further in next(row))
                {
                    open.Push(further);
                }
            }
        }
    }
}
