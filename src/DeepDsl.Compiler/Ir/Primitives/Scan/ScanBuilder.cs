namespace DeepDsl.Compiler.Ir.Primitives;

/// <summary>
/// Makes a <see cref="ScanNode"/>: name what comes in, which gives its stand-in in <see cref="Body"/>, compute there, say what each carried
/// value is next, and build.
/// </summary>
public sealed class ScanBuilder(Graph graph, Dim length, bool isReversed = false)
{
    private readonly List<(Node Outer, Node Inner)> _carried = [];
    private readonly List<(Node Outer, Node Inner)> _slices = [];
    private readonly List<(Node Outer, Node Inner)> _captures = [];
    private readonly Dictionary<Node, Node> _next = [];

    /// <summary>Where one iteration is computed.</summary>
    public Graph Body { get; } = new() { Layer = graph.Layer };

    /// <summary>Iterations after which what is carried is kept, so that the gradient computes those between again; null keeps all values.</summary>
    public int? Segment { get; init; }

    /// <summary>Whether the gradient computes again what an iteration had.</summary>
    public bool ComputesAgain { get; init; }

    /// <summary>A value that each iteration leaves to the next.</summary>
    public Node Carried(Node initial) => Argument(_carried, initial, initial.Type);

    /// <summary>The element of this iteration: the sequence without its first axis, which counts them.</summary>
    public Node Slice(Node sequence) => Known(_slices, sequence)
        ?? Argument(_slices, sequence, sequence.Type.With(new Shape(sequence.Shape.Skip(1))));

    /// <summary>A value that is the same in every iteration.</summary>
    public Node Capture(Node outer) => outer is ConstantNode constant
        ? Body.Constant(constant.Shape, constant.Values)
        : Known(_captures, outer) ?? Argument(_captures, outer, outer.Type);

    /// <summary>What a carried value is in the next iteration.</summary>
    public void Next(Node carried, Node value) => _next.Add(carried, value);

    /// <summary>The carried values after the last iteration, and each of <paramref name="outputs"/> as a sequence.</summary>
    public (IReadOnlyList<Node> Finals, IReadOnlyList<Node> Outputs) Build(params Node[] outputs)
    {
        Node[] next = [.. _carried.Select((c, i) => _next.TryGetValue(c.Inner, out Node value)
            ? value
            : throw new InvalidOperationException($"Nothing says what carried value {i} is in the next iteration."))];
        for (int i = 0; i < next.Length; i++)
        {
            _carried[i].Inner.Role ??= Roles.Of(next[i]);
        }

        Region region = new([.. Inner(_carried)], [.. Inner(_slices)], [.. Inner(_captures)], next, outputs);
        Node[] inputs = [.. _carried.Concat(_slices).Concat(_captures).Select(a => a.Outer)];
        return Segment is { } segment
            ? SegmentedScan.Build(graph, region, length, segment, isReversed, inputs)
            : new ScanNode(graph, region, length, isReversed, inputs) { ComputesAgain = ComputesAgain }.Build();
    }

    private static IEnumerable<Node> Inner(List<(Node Outer, Node Inner)> arguments) => arguments.Select(a => a.Inner);

    private static Node? Known(List<(Node Outer, Node Inner)> arguments, Node outer) =>
        arguments.Where(a => a.Outer == outer).Select(a => a.Inner).FirstOrDefault();

    private Node Argument(List<(Node Outer, Node Inner)> arguments, Node outer, TensorType type)
    {
        Node inner = Body.Argument(_carried.Count + _slices.Count + _captures.Count, type);
        arguments.Add((outer, inner));
        inner.Role = arguments == _carried ? null : Roles.Of(outer);
        return inner;
    }
}
