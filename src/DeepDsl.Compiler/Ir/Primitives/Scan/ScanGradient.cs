namespace DeepDsl.Compiler.Ir.Primitives;

/// <summary>
/// The gradient of a scan: a scan the other way round. It carries the gradients of the carried values, and sums those of the captures,
/// where that can't be done at once behind it; it reads what the forward scan had in each iteration as sequences, so nothing but what is
/// the same in all is computed again, unless the scan says so.
/// </summary>
internal sealed class ScanGradient
{
    private readonly ScanNode _scan;
    private readonly Region _region;
    private readonly IReadOnlyList<Node?> _dy;
    private readonly bool[] _wanted;
    private readonly ScanBuilder _backward;

    // One iteration, forward and then backward, from which the body of the backward scan is taken.
    private readonly Graph _iteration = new();
    private readonly Dictionary<Node, Node> _forward = []; // from the region's nodes
    private readonly Dictionary<Node, Node> _given = []; // what arguments of the iteration are in the backward scan
    private readonly Dictionary<Node, Node> _values; // of the region, by those of the iteration
    private readonly HashSet<Node> _changing; // of the forward iteration, those that are not the same in all

    public ScanGradient(ScanNode scan, IReadOnlyList<Node?> dy, bool[] wanted)
    {
        (_scan, _region, _dy, _wanted) = (scan, scan.Region, dy, wanted);
        _backward = new ScanBuilder(scan.Graph, scan.Length, !scan.IsReversed);
        Rebuild.Run(_region.Values, _iteration, _forward);
        _values = _region.Values.GroupBy(v => _forward[v]).ToDictionary(g => g.Key, g => g.First());
        _changing = Reachability.DependentsOf(
            [.. _iteration.Nodes], Enumerable.Range(0, _region.CarriedCount + _region.SliceCount).Select(Forward));
    }

    public Node?[] Run()
    {
        HashSet<int> read = ReadLater();
        int[] active = [.. Active().Where(i => Forward(i).Element == ElementType.Float32 && (!_region.IsCarried(i) || read.Contains(i)))];
        Dictionary<int, Node> carried = [];
        Dictionary<Node, Node> seeds = [];
        foreach (int i in active.Where(_region.IsCarried))
        {
            carried[i] = _backward.Carried(_dy[i] ?? Zeros(_scan.Graph, _region.Arguments[i].Shape));
            Seed(seeds, _forward[_region.Next[i]], Given(carried[i]));
        }

        for (int v = 0; v < _region.Values.Count; v++)
        {
            if (_dy[_region.CarriedCount + v] is { } dy)
            {
                Seed(seeds, _forward[_region.Values[v]], Given(_backward.Slice(dy)));
            }
        }

        Node?[] found = seeds.Count == 0 ? new Node?[active.Length] : Differentiate.Run(_iteration, seeds, [.. active.Select(Forward)]);
        Dictionary<int, Node> afterwards = [];
        for (int a = 0; a < active.Length; a++)
        {
            if (active[a] >= _region.CarriedCount + _region.SliceCount && found[a] is { } sum && SumOverTime.Needs(sum) is not null)
            {
                afterwards.Add(active[a], sum);
                found[a] = null;
            }
        }

        Node[] needed = [.. afterwards.Values.SelectMany(v => SumOverTime.Needs(v)!).Distinct().Where(n => !IsKept(n))];
        TakeForward([.. found, .. needed]);
        (int Number, Node Sum)[] continued = _scan.ComputesAgain ? [.. ContinueSums(found)] : [];
        Rebuild.Run(found.OfType<Node>().Concat(needed), _backward.Body, _given);
        return Build(active, carried, continued, [.. found.Select(f => f is null ? null : _given[f])], needed, afterwards);
    }

    /// <summary>
    /// Sums that a scan in the body makes from zero on begin with what the iterations before have added up: so terms are added in the order
    /// of all iterations, as without segments. Gives their numbers, and what carries them from here on.
    /// </summary>
    private IEnumerable<(int Number, Node Sum)> ContinueSums(IReadOnlyList<Node?> found)
    {
        HashSet<Node> read = [.. _iteration.Nodes.SelectMany(n => n.Inputs)];
        var sums = Enumerable.Range(0, found.Count).Where(a => found[a] is ResultNode { Source: ScanNode scan } result
            && scan.AddsUp(result.Index) && !read.Contains(result) && found.Count(f => f == result) == 1);
        foreach (IGrouping<Node, int> ofScan in sums.GroupBy(a => found[a]!.Inputs[0]).OrderBy(g => g.Key.Id).ToList())
        {
            Node[] inputs = [.. ofScan.Key.Inputs];
            foreach (int a in ofScan)
            {
                Node sum = Roles.Call(_backward.Carried(Zeros(_scan.Graph, found[a]!.Shape)), Roles.Of(found[a]!));
                inputs[((ResultNode)found[a]!).Index] = Given(sum);
                yield return (a, sum);
            }

            Node continuing = ofScan.Key.WithInputs(_iteration, inputs);
            Rebuild.Run([continuing], _backward.Body, _given);
            _given[ofScan.Key] = _given[continuing];
        }
    }

    /// <summary>The arguments whose gradients matter: those that are wanted, and what is carried on from them.</summary>
    private IEnumerable<int> Active()
    {
        HashSet<int> active = [.. Enumerable.Range(0, _wanted.Length).Where(i => _wanted[i])];
        int before;
        do
        {
            before = active.Count;
            HashSet<Node> dependents = Reachability.DependentsOf(_region.Nodes, active.Select(i => _region.Arguments[i]));
            active.UnionWith(Enumerable.Range(0, _region.CarriedCount).Where(i => dependents.Contains(_region.Next[i])));
        }
        while (active.Count > before);

        return active.OrderBy(i => i);
    }

    /// <summary>The carried values that a result with a gradient depends on, after the last iteration or by way of later ones.</summary>
    private HashSet<int> ReadLater()
    {
        HashSet<int> read = [.. Enumerable.Range(0, _region.CarriedCount).Where(i => _dy[i] is not null)];
        Node[] stacked = [.. _region.Values.Where((_, v) => _dy[_region.CarriedCount + v] is not null)];
        int before;
        do
        {
            before = read.Count;
            HashSet<Node> needed = Reachability.From(read.Select(i => _region.Next[i]).Concat(stacked));
            read.UnionWith(Enumerable.Range(0, _region.CarriedCount).Where(i => needed.Contains(_region.Arguments[i])));
        }
        while (read.Count > before);

        return read;
    }

    private Node Forward(int argument) => _forward[_region.Arguments[argument]];

    /// <summary>Stands in the iteration for an argument of the backward scan, behind those of the forward one.</summary>
    private Node Given(Node argument)
    {
        Node inner = _iteration.Argument(_region.Arguments.Count + _given.Count, argument.Type);
        _given.Add(inner, argument);
        return inner;
    }

    private static void Seed(Dictionary<Node, Node> seeds, Node node, Node dy) =>
        seeds[node] = seeds.TryGetValue(node, out Node sum) ? sum + dy : dy;

    /// <summary>
    /// Says what stands in the backward scan for the values of the forward iteration that gradients read: sequences for those that change,
    /// captures for the arguments that do not.
    /// </summary>
    private void TakeForward(IEnumerable<Node?> results)
    {
        HashSet<Node> seen = [];
        SortedDictionary<int, Node> taken = []; // by number, so that what one is computed of comes before
        Stack<Node> open = new(results.OfType<Node>());
        while (open.Count > 0)
        {
            Node node = open.Pop();
            if (!seen.Add(node) || _given.ContainsKey(node))
            {
                continue;
            }

            if (_changing.Contains(node) && (node is ArgumentNode || !_scan.ComputesAgain))
            {
                taken.Add(node.Id, node);
            }
            else if (node is ArgumentNode capture)
            {
                _given[node] = _backward.Capture(_scan.Inputs[capture.Index]);
            }
            else
            {
                Array.ForEach([.. node.Inputs], open.Push);
            }
        }

        foreach (Node node in taken.Values.Where(n => !IsQuickOf(n, taken)))
        {
            _given[node] = _backward.Slice(ForwardSequence(node));
        }
    }

    /// <summary>
    /// Whether a value is computed again sooner than it is stored and read: a sum or a product of others that are read anyway.
    /// </summary>
    private static bool IsQuickOf(Node node, IReadOnlyDictionary<int, Node> taken) =>
        node is MapNode { Body: BinaryExpr { Left: ArgExpr or ConstExpr, Right: ArgExpr } body }
        && body.Op is BinaryOp.Add or BinaryOp.Subtract or BinaryOp.Multiply
        && node.Inputs.All(i => taken.ContainsKey(i.Id));

    /// <summary>Whether a value of the forward iteration is there as a sequence.</summary>
    private bool IsKept(Node node) => _changing.Contains(node) && (!_scan.ComputesAgain || IsOfSlice(node));

    private bool IsOfSlice(Node node) => node is ReshapeNode ? IsOfSlice(node.Inputs[0])
        : node is ArgumentNode argument && _region.IsSlice(argument.Index);

    private Node ForwardSequence(Node node) => IsOfSlice(node)
        ? node is ArgumentNode slice ? _scan.Inputs[slice.Index]
            : _scan.Graph.Reshape(ForwardSequence(node.Inputs[0]), new Shape([_scan.Length, .. node.Shape]))
        : _scan.Graph.Result(_scan, _scan.IndexOf(_values[node]));

    /// <param name="active">Arguments whose gradients matter.</param>
    /// <param name="carried">Those of them that are carried, in the backward scan.</param>
    /// <param name="continued">Of those that are sums already by their numbers, what carries them.</param>
    /// <param name="found">The gradient of each in the body.</param>
    /// <param name="needed">Values of the iteration whose sequences are read afterwards.</param>
    /// <param name="afterwards">Gradients in the iteration that are summed after the scan.</param>
    private Node?[] Build(
        int[] active, Dictionary<int, Node> carried, IReadOnlyList<(int Number, Node Sum)> continued, Node?[] found,
        IReadOnlyList<Node> needed, Dictionary<int, Node> afterwards)
    {
        List<Node> stacked = [];
        List<int> finals = []; // the argument whose gradient is each carried value of the backward scan
        for (int a = 0; a < active.Length; a++)
        {
            if (_region.IsCarried(active[a]))
            {
                _backward.Next(carried[active[a]], found[a] ?? Zeros(_backward.Body, carried[active[a]].Shape));
                finals.Add(active[a]);
            }
        }

        foreach ((int a, Node sum) in continued)
        {
            _backward.Next(sum, found[a]!);
            finals.Add(active[a]);
        }

        for (int a = 0; a < active.Length; a++)
        {
            if (continued.Any(c => c.Number == a))
            {
                continue;
            }

            if (_region.IsSlice(active[a]) && found[a] is { } slice)
            {
                stacked.Add(slice);
            }
            else if (!_region.IsCarried(active[a]) && found[a] is { } contribution)
            {
                Node sum = Roles.Call(_backward.Carried(Zeros(_scan.Graph, contribution.Shape)), Roles.Of(contribution));
                _backward.Next(sum, sum + contribution);
                finals.Add(active[a]);
            }
        }

        Node?[] gradients = new Node?[_wanted.Length];
        (IReadOnlyList<Node> last, IReadOnlyList<Node> sequences) = finals.Count + stacked.Count + needed.Count == 0
            ? ([], [])
            : _backward.Build([.. stacked, .. needed.Select(n => _given[n])]);
        for (int i = 0; i < finals.Count; i++)
        {
            gradients[finals[i]] = last[i];
        }

        int[] slices = [.. active.Where((i, a) => _region.IsSlice(i) && found[a] is not null)];
        for (int i = 0; i < slices.Length; i++)
        {
            gradients[slices[i]] = sequences[i];
        }

        Dictionary<Node, Node> kept = needed.Select((n, i) => (n, i)).ToDictionary(p => p.n, p => sequences[stacked.Count + p.i]);
        foreach (KeyValuePair<int, Node> sum in afterwards)
        {
            gradients[sum.Key] = SumOverTime.Run(sum.Value, n => kept.TryGetValue(n, out Node made) ? made : ForwardSequence(n));
        }

        return gradients;
    }

    private static Node Zeros(Graph graph, Shape shape) => graph.Broadcast(graph.Constant(0), shape);
}
