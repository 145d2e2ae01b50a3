namespace DeepDsl.Report;

/// <summary>
/// Places for the nodes of a graph without cycles: each below all that it reads, wires that pass others by in columns of their own, and
/// crossings few (the method of Sugiyama et al. 1981). A chain is a straight line.
/// </summary>
internal sealed class LayeredLayout
{
    private const int Sweeps = 8;
    /// <summary>How much rather a wire is moved aside than a node.</summary>
    private const double NodeWeight = 1000;

    private readonly List<Vertex> _vertices = [];
    private readonly List<List<Vertex>> _ranks = [];
    private readonly List<Vertex[]> _routes = [];
    private readonly LayoutSizes _sizes;

    /// <param name="nodes">How many there are; each reads those of smaller numbers alone.</param>
    /// <param name="wires">From which to which; one to a smaller number is left out.</param>
    /// <param name="sizes">Of what is drawn.</param>
    public LayeredLayout(int nodes, IReadOnlyList<(int From, int To)> wires, LayoutSizes sizes)
    {
        _sizes = sizes;
        Wires = [.. wires.Where(w => w.From < w.To).Distinct()];
        int[] ranks = RanksOf(nodes);
        for (int node = 0; node < nodes; node++)
        {
            Add(ranks[node], isNode: true);
        }
        foreach ((int from, int to) in Wires)
        {
            IEnumerable<int> passed = Enumerable.Range(ranks[from] + 1, ranks[to] - ranks[from] - 1);
            Vertex[] route = [_vertices[from], .. passed.Select(r => Add(r, isNode: false)), _vertices[to]];
            for (int i = 0; i + 1 < route.Length; i++)
            {
                route[i].Below.Add(route[i + 1]);
                route[i + 1].Above.Add(route[i]);
            }
            _routes.Add(route);
        }
        Order();
        Align();
    }

    /// <summary>Those that are drawn.</summary>
    public IReadOnlyList<(int From, int To)> Wires { get; }

    public double Width { get; private set; }

    public double Height => (_ranks.Count * (_sizes.Height + _sizes.Gap)) - _sizes.Gap;

    /// <summary>The middle of a node's upper side.</summary>
    public (double X, double Y) Place(int node) => (_vertices[node].X, Top(_vertices[node].Rank));

    /// <summary>Where a wire passes, from below one node to above another, with two points at each rank between.</summary>
    public IReadOnlyList<(double X, double Y)> Route(int wire)
    {
        Vertex[] route = _routes[wire];
        List<(double, double)> points = [(route[0].X, Top(route[0].Rank) + _sizes.Height)];
        foreach (Vertex vertex in route[1..^1])
        {
            points.Add((vertex.X, Top(vertex.Rank)));
            points.Add((vertex.X, Top(vertex.Rank) + _sizes.Height));
        }
        points.Add((route[^1].X, Top(route[^1].Rank)));
        return points;
    }

    private double Top(int rank) => rank * (_sizes.Height + _sizes.Gap);

    private int[] RanksOf(int nodes)
    {
        int[] ranks = new int[nodes];
        foreach ((int from, int to) in Wires.OrderBy(w => w.To))
        {
            ranks[to] = Math.Max(ranks[to], ranks[from] + 1);
        }
        // An input of a later layer stands right above it.
        for (int node = 0; node < nodes; node++)
        {
            if (Wires.Any(w => w.From == node) && Wires.All(w => w.To != node))
            {
                ranks[node] = Wires.Where(w => w.From == node).Min(w => ranks[w.To]) - 1;
            }
        }
        return ranks;
    }

    private Vertex Add(int rank, bool isNode)
    {
        while (_ranks.Count <= rank)
        {
            _ranks.Add([]);
        }
        Vertex vertex = new(rank, isNode);
        _vertices.Add(vertex);
        _ranks[rank].Add(vertex);
        return vertex;
    }

    /// <summary>Each near the mean place of those that it is joined to, from above and from below by turns.</summary>
    private void Order()
    {
        for (int sweep = 0; sweep < Sweeps; sweep++)
        {
            bool isDown = sweep % 2 == 0;
            foreach (List<Vertex> rank in isDown ? _ranks : _ranks.AsEnumerable().Reverse())
            {
                Number(rank);
                Vertex[] sorted = [.. rank.OrderBy(v => Mean(isDown ? v.Above : v.Below, o => o.Order, v.Order))];
                rank.Clear();
                rank.AddRange(sorted);
                Number(rank);
            }
        }
    }

    private static void Number(List<Vertex> rank)
    {
        for (int i = 0; i < rank.Count; i++)
        {
            // From the middle of the rank, so that ranks of unequal size compare.
            rank[i].Order = i - ((rank.Count - 1) / 2.0);
        }
    }

    /// <summary>Nodes are drawn to those above and below, as far as the others of their rank leave room.</summary>
    private void Align()
    {
        foreach (List<Vertex> rank in _ranks)
        {
            Spread(rank, [.. rank.Select(_ => 0.0)]);
        }
        for (int sweep = 0; sweep < 4 * Sweeps; sweep++)
        {
            foreach (List<Vertex> rank in sweep % 2 == 0 ? _ranks : _ranks.AsEnumerable().Reverse())
            {
                Spread(rank, [.. rank.Select(v => Mean(OfItsKind(v), o => o.X, v.X))]);
            }
        }
        double left = _vertices.Count == 0 ? 0 : _vertices.Min(v => v.X - (WidthOf(v) / 2));
        _vertices.ForEach(v => v.X -= left);
        Width = _vertices.Count == 0 ? 0 : _vertices.Max(v => v.X + (WidthOf(v) / 2));
    }

    /// <summary>The places nearest to the wanted ones, by squares, at which none overlaps: those that would are pooled.</summary>
    private void Spread(List<Vertex> rank, double[] wanted)
    {
        List<(double Sum, double Weight, int Count)> pools = [];
        double[] shifts = new double[rank.Count];
        for (int i = 0; i < rank.Count; i++)
        {
            shifts[i] = i == 0 ? 0 : shifts[i - 1] + ((WidthOf(rank[i - 1]) + WidthOf(rank[i])) / 2) + _sizes.Gap;
            double weight = rank[i].IsNode ? NodeWeight : 1;
            pools.Add(((wanted[i] - shifts[i]) * weight, weight, 1));
            while (pools.Count > 1 && pools[^2].Sum / pools[^2].Weight >= pools[^1].Sum / pools[^1].Weight)
            {
                pools[^2] = (pools[^2].Sum + pools[^1].Sum, pools[^2].Weight + pools[^1].Weight, pools[^2].Count + pools[^1].Count);
                pools.RemoveAt(pools.Count - 1);
            }
        }
        int at = 0;
        foreach ((double sum, double weight, int count) in pools)
        {
            for (int i = 0; i < count; i++, at++)
            {
                rank[at].X = (sum / weight) + shifts[at];
            }
        }
    }

    private double WidthOf(Vertex vertex) => vertex.IsNode ? _sizes.Width : 0;

    /// <summary>Nodes stand below nodes, so that a chain is straight, and a wire that passes by goes straight down beside it.</summary>
    private static Vertex[] OfItsKind(Vertex vertex)
    {
        Vertex[] all = [.. vertex.Above, .. vertex.Below];
        Vertex[] alike = Array.FindAll(all, v => v.IsNode == vertex.IsNode);
        return alike.Length > 0 ? alike : all;
    }

    private static double Mean(IReadOnlyList<Vertex> others, Func<Vertex, double> value, double alone) =>
        others.Count == 0 ? alone : others.Average(value);

    private sealed class Vertex(int rank, bool isNode)
    {
        public int Rank => rank;

        public bool IsNode => isNode;

        public List<Vertex> Above { get; } = [];

        public List<Vertex> Below { get; } = [];

        public double Order { get; set; }

        public double X { get; set; }
    }
}
