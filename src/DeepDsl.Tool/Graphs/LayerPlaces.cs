namespace DeepDsl.Tool.Graphs;

/// <summary>
/// Where the layers of a model stand in a drawing: each in the row below all that it reads, and a wire that passes rows by has a place in
/// each of them, so that it runs between the boxes. Within a row, places follow those of what they read.
/// </summary>
internal sealed class LayerPlaces
{
    /// <summary>Times that each row is put in the order of its neighbours, downwards and upwards.</summary>
    private const int Sweeps = 8;

    private readonly List<Place> _places = [];

    public LayerPlaces(IReadOnlyList<LayerNode> nodes)
    {
        for (int i = 0; i < nodes.Count; i++)
        {
            _places.Add(new Place(nodes[i].Reads.Select(r => _places[r].Row + 1).DefaultIfEmpty(0).Max()) { Node = i });
        }
        for (int i = 0; i < nodes.Count; i++)
        {
            foreach (int read in nodes[i].Reads)
            {
                Wires.Add(Wire(_places[read], _places[i]));
            }
        }
        Rows = [.. _places.GroupBy(p => p.Row).OrderBy(r => r.Key).Select(r => r.ToList())];
        for (int sweep = 0; sweep < Sweeps; sweep++)
        {
            SetColumns();
            foreach (List<Place> row in sweep % 2 == 0 ? Rows.Skip(1) : Rows.Reverse().Skip(1))
            {
                Sort(row, upwards: sweep % 2 == 1);
            }
        }
        SetColumns();
    }

    /// <summary>From the top, each from left to right.</summary>
    public IReadOnlyList<List<Place>> Rows { get; }

    /// <summary>For each wire its places from where it comes from to where it goes to.</summary>
    public List<IReadOnlyList<Place>> Wires { get; } = [];

    public int Columns => Rows.Max(r => r.Count);

    private List<Place> Wire(Place from, Place to)
    {
        List<Place> wire = [from];
        for (int row = from.Row + 1; row < to.Row; row++)
        {
            Place passed = new(row);
            _places.Add(passed);
            Join(wire[^1], passed);
            wire.Add(passed);
        }
        Join(wire[^1], to);
        return [.. wire, to];
    }

    private static void Join(Place above, Place below)
    {
        above.Below.Add(below);
        below.Above.Add(above);
    }

    /// <summary>A stable sort, so that what nothing moves stays in the order of the declaration.</summary>
    private static void Sort(List<Place> row, bool upwards)
    {
        Place[] sorted =
            [.. row.OrderBy(p => (upwards ? p.Below : p.Above) is { Count: > 0 } near ? near.Average(n => n.Column) : p.Column)];
        row.Clear();
        row.AddRange(sorted);
        SetColumns(row);
    }

    private void SetColumns()
    {
        foreach (List<Place> row in Rows)
        {
            SetColumns(row);
        }
    }

    /// <summary>Around the middle, which is 0.</summary>
    private static void SetColumns(List<Place> row)
    {
        for (int i = 0; i < row.Count; i++)
        {
            row[i].Column = i - ((row.Count - 1) / 2.0);
        }
    }

    /// <summary>A layer, or where a wire passes.</summary>
    internal sealed class Place(int row)
    {
        public int Row { get; } = row;

        /// <summary>In columns from the middle.</summary>
        public double Column { get; set; }

        /// <summary>The number of the layer; null for a wire.</summary>
        public int? Node { get; init; }

        public List<Place> Above { get; } = [];

        public List<Place> Below { get; } = [];
    }
}
