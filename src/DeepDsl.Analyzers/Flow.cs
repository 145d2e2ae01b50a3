using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Ops.Merges;

namespace DeepDsl.Analyzers;

/// <summary>Which layer reads which, through blocks, wires and merges; the order of the source says nothing about that.</summary>
public sealed class Flow
{
    private readonly Dictionary<LayerRow, List<LayerRow>> _readers = [];
    private readonly HashSet<LayerRow> _outputs;
    private readonly HashSet<LayerRow> _hidden = [];
    private readonly HashSet<LayerRow> _gates = [];

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

        foreach (LayerRow row in Rows.Reverse().Where(OnlyMultiplies))
        {
            _gates.Add(row);
        }

        foreach (LayerRow row in Rows.Reverse().Where(row => _readers[row].Any(r => r.HasProducts() || _hidden.Contains(r))))
        {
            _hidden.Add(row);
        }
    }

    /// <summary>In an order in which each layer comes after those that it reads.</summary>
    public IReadOnlyList<LayerRow> Rows { get; }

    public IReadOnlyList<LayerRow> Readers(LayerRow row) => _readers[row];

    public bool IsOutput(LayerRow row) => _outputs.Contains(row);

    /// <summary>Whether a product with weights stands somewhere behind it.</summary>
    public bool IsHidden(LayerRow row) => _hidden.Contains(row);

    /// <summary>The layer that alone sees what it gives; null where several do, or the user of the model.</summary>
    public LayerRow? OnlyReader(LayerRow row) => _readers[row].Count == 1 && !IsOutput(row) ? _readers[row][0] : null;

    /// <summary>Whether what it gives only ever multiplies another value, as it is or as one less it.</summary>
    public bool IsGate(LayerRow row) => _gates.Contains(row);

    /// <summary>
    /// The layer that applies a function to what <paramref name="row"/> computes: itself, or the only one behind it, with layers between
    /// for which <paramref name="passes"/> holds. Null where a sum, weights or several readers come first.
    /// </summary>
    public LayerRow? ActivationBehind(LayerRow row, Func<LayerRow, bool> passes)
    {
        for (LayerRow? at = row; at is not null && (at == row || at.IsActivation() || passes(at)); at = OnlyReader(at))
        {
            if (at.Activation() is not null)
            {
                return at;
            }
        }

        return null;
    }

    /// <summary>The layers reached from <paramref name="row"/> against the flow, over layers for which <paramref name="passes"/> holds.</summary>
    public IEnumerable<LayerRow> Upstream(LayerRow row, Func<LayerRow, bool> passes) =>
        Walk(row, r => r.Sources.OfType<LayerRow>(), passes);

    /// <summary>The layers reached from <paramref name="row"/> with the flow, over layers for which <paramref name="passes"/> holds.</summary>
    public IEnumerable<LayerRow> Downstream(LayerRow row, Func<LayerRow, bool> passes) => Walk(row, Readers, passes);

    /// <summary>Of a layer whose readers have been asked.</summary>
    private bool OnlyMultiplies(LayerRow row) => _readers[row].Count > 0 && !IsOutput(row)
        && _readers[row].All(r => r.Layer.Op is Multiply || ((r.OnlyMoves() || r.Layer.Op is Map) && _gates.Contains(r)));

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
