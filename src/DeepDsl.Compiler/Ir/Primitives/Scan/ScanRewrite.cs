namespace DeepDsl.Compiler.Ir.Primitives;

/// <summary>
/// A scan whose body was made again in another form. What came to depend on captures alone, such as a transposed weight, is computed once,
/// before the scan. Results have other numbers then: <see cref="Result"/> knows them.
/// </summary>
internal sealed class ScanRewrite
{
    private readonly ScanNode _scan;
    private readonly ScanNode _made;
    private readonly Dictionary<int, Node> _values = [];

    /// <param name="scan">Of which all readers are known: they are in its graph.</param>
    /// <param name="inputs">What the new scan reads in place of the inputs of the old one.</param>
    /// <param name="rewrite">Gives the new form of values of a graph, in that graph.</param>
    public ScanRewrite(ScanNode scan, IReadOnlyList<Node> inputs, Func<Graph, IReadOnlyList<Node>, IReadOnlyList<Node>> rewrite)
    {
        Region region = scan.Region;
        Graph graph = scan.Graph;
        Graph body = new();
        Dictionary<Node, Node> copies = [];
        Node[] arguments = [.. region.Arguments.Select((a, i) => copies[a] = Roles.Call(body.Argument(i, a.Type), Roles.Of(a)))];
        int[] read = [.. scan.Graph.Nodes.OfType<ResultNode>().Where(r => r.Source == scan && r.Index >= region.CarriedCount)
            .Select(r => r.Index - region.CarriedCount).Distinct().OrderBy(i => i)];
        Rebuild.Run(region.Next.Concat(read.Select(i => region.Values[i])), body, copies);
        Node[] made = [.. rewrite(body, [.. region.Next.Select(n => copies[n]), .. read.Select(i => copies[region.Values[i]])])];

        int first = region.CarriedCount + region.SliceCount;
        HashSet<Node> needed = Reachability.From(made);
        HashSet<Node> changing = Reachability.DependentsOf(body.Nodes, arguments.Take(first));
        HashSet<Node> same = [.. needed.Where(n => !changing.Contains(n) && n is not ArgumentNode && IsWorthKeeping(n))];
        IEnumerable<Node> fromInside = needed.Where(changing.Contains).SelectMany(n => n.Inputs).Concat(made);
        Node[] hoisted = [.. fromInside.Where(same.Contains).Distinct().OrderBy(n => n.Id)];
        Dictionary<Node, Node> outside = arguments.Zip(inputs, (a, i) => (a, i)).Skip(first).ToDictionary(p => p.a, p => p.i);
        Rebuild.Run(hoisted, graph, outside);

        HashSet<Node> readInside = [.. fromInside];
        Node[] captures = [.. arguments.Skip(first).Where(readInside.Contains), .. hoisted];
        Region again = new(
            [.. arguments.Take(region.CarriedCount)], [.. arguments.Skip(region.CarriedCount).Take(region.SliceCount)], captures,
            [.. made.Take(region.CarriedCount)], [.. made.Skip(region.CarriedCount)]);
        _scan = scan;
        _made = (ScanNode)graph.Add(new ScanNode(
            graph, again, scan.Length, scan.IsReversed, [.. inputs.Take(first), .. captures.Select(c => outside[c])])
        {
            ComputesAgain = scan.ComputesAgain,
        });
        for (int i = 0; i < read.Length; i++)
        {
            _values.Add(read[i], _made.Region.Outputs[i]);
        }
    }

    public ScanNode Scan => _made;

    /// <summary>What stands for a result of the old scan.</summary>
    public Node Result(ResultNode result) => _made.Graph.Result(_made, result.Index < _scan.Region.CarriedCount
        ? result.Index
        : _made.IndexOf(_values[result.Index - _scan.Region.CarriedCount]));

    /// <summary>What is computed of sizes and numbers alone is part of the expression that reads it.</summary>
    public static bool IsWorthKeeping(Node node) => node is not (MapNode { Inputs.Count: 0 } or ConstantNode { Shape.Rank: 0 });
}
