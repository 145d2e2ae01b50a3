namespace DeepDsl.Compiler.Ir.Primitives;

/// <summary>
/// Makes a <see cref="ScanNode"/> as <see cref="ScanBuilder"/> does, but of an iteration that is computed in the graph around it: over
/// stand-ins for what is carried and for elements of sequences. What depends on none of them is the same in all iterations, so it stays
/// outside.
/// </summary>
public sealed class ScanExtraction(Graph graph, Dim length, bool isReversed)
{
    private readonly List<(Node Initial, Node StandIn)> _carried = [];
    private readonly List<(Node Sequence, Node StandIn)> _slices = [];
    private readonly Dictionary<Node, Node> _next = [];

    public Dim Length { get; } = length;

    /// <summary>Iterations after which what is carried is kept, so that the gradient computes those between again; null keeps all values.</summary>
    public int? Segment { get; init; }

    /// <summary>A value that each iteration leaves to the next.</summary>
    public Node Carried(Node initial, string role) => Stand(_carried, initial, initial.Type, role);

    /// <summary>The element of an iteration: the sequence without its first axis, which counts them.</summary>
    public Node Slice(Node sequence) => _slices.Where(s => s.Sequence == sequence).Select(s => s.StandIn).FirstOrDefault()
        ?? Stand(_slices, sequence, sequence.Type.With(new Shape(sequence.Shape.Skip(1))), Roles.Of(sequence));

    /// <summary>What a carried value is in the next iteration.</summary>
    public void Next(Node carried, Node value) => _next.Add(carried, value);

    /// <summary>The carried values after the last iteration, and each of <paramref name="outputs"/> as a sequence.</summary>
    public (IReadOnlyList<Node> Finals, IReadOnlyList<Node> Outputs) Build(params Node[] outputs)
    {
        Node[] results = [.. _carried.Select(c => _next[c.StandIn]), .. outputs];
        results = new IterationProducts(graph, this, [.. _carried.Select(c => c.StandIn)], _slices).Run(results);
        HashSet<Node> needed = Reachability.From(results);
        _slices.RemoveAll(s => !needed.Contains(s.StandIn));
        Node[] next = [.. results.Take(_carried.Count)];
        outputs = [.. results.Skip(_carried.Count)];
        Node[] captures = [.. Captures([.. next, .. outputs])];
        Region region = new(
            [.. _carried.Select(c => c.StandIn)], [.. _slices.Select(s => s.StandIn)], captures, next, outputs);
        Node[] inputs = [.. _carried.Select(c => c.Initial), .. _slices.Select(s => s.Sequence), .. captures];
        return Segment is { } segment
            ? SegmentedScan.Build(graph, region, Length, segment, isReversed, inputs)
            : new ScanNode(graph, region, Length, isReversed, inputs).Build();
    }

    /// <summary>What the iteration reads of all that does not change.</summary>
    private IEnumerable<Node> Captures(IReadOnlyList<Node> results)
    {
        HashSet<Node> standIns = [.. _carried.Concat(_slices).Select(s => s.Item2)];
        HashSet<Node> needed = Reachability.From(results);
        HashSet<Node> changing = Reachability.DependentsOf(graph.Nodes.Where(needed.Contains), standIns);
        return needed.Where(changing.Contains).SelectMany(n => n.Inputs).Concat(results)
            .Where(n => !changing.Contains(n) && ScanRewrite.IsWorthKeeping(n)).Distinct().OrderBy(n => n.Id);
    }

    /// <summary>Its number is its own, so that it equals no other stand-in of the graph.</summary>
    private Node Stand(List<(Node Value, Node StandIn)> all, Node value, TensorType type, string role)
    {
        Node standIn = Roles.Call(graph.Argument(graph.Nodes.Count, type), role);
        all.Add((value, standIn));
        return standIn;
    }
}
