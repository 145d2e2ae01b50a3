namespace DeepDsl.Compiler.Ir.Primitives;

/// <summary>
/// A scan as one over segments, in each of which another goes through the steps: between segments nothing is kept but what is carried, since
/// the gradient computes a segment again. A product that the steps read is made segment by segment too, so that of it nothing is kept
/// either. Every number is computed as without segments, and added in the same order, so results are the same bits.
/// </summary>
internal sealed class SegmentedScan
{
    private readonly ScanBuilder _segments;
    private readonly Dim _length;
    private readonly int _segment;
    private readonly Dictionary<Node, Node> _parts = []; // what stands in a segment for a value of all steps
    private readonly ILookup<Node, Node> _readers;

    private SegmentedScan(ScanBuilder segments, Graph graph, Dim length, int segment)
    {
        (_segments, _length, _segment) = (segments, length, segment);
        _readers = graph.Nodes.SelectMany(n => n.Inputs.Distinct(), (reader, read) => (reader, read)).ToLookup(p => p.read, p => p.reader);
    }

    /// <summary>The carried values after the last iteration, and each output of the region as a sequence.</summary>
    /// <param name="graph">Where to.</param>
    /// <param name="region">An iteration.</param>
    /// <param name="length">Iterations, a multiple of <paramref name="segment"/>.</param>
    /// <param name="segment">Iterations of a segment.</param>
    /// <param name="isReversed">From the last iteration to the first.</param>
    /// <param name="inputs">As a scan takes them.</param>
    public static (IReadOnlyList<Node> Finals, IReadOnlyList<Node> Outputs) Build(
        Graph graph, Region region, Dim length, int segment, bool isReversed, IReadOnlyList<Node> inputs)
    {
        Dim count = length.DivideBy(segment) ?? throw new InvalidOperationException($"{length} iterations are no segments of {segment}.");
        ScanBuilder segments = new(graph, count, isReversed) { ComputesAgain = true };
        SegmentedScan parts = new(segments, graph, length, segment);
        parts.Take([.. inputs.Where((_, i) => region.IsSlice(i))]);
        Node[] inner = [.. inputs.Select((input, i) => region.IsCarried(i) ? segments.Carried(input)
            : region.IsSlice(i) ? parts._parts[input] : segments.Capture(input))];
        (IReadOnlyList<Node> finals, IReadOnlyList<Node> outputs) =
            new ScanNode(segments.Body, region, segment, isReversed, inner).Build();
        for (int i = 0; i < finals.Count; i++)
        {
            segments.Next(inner[i], finals[i]);
        }

        (IReadOnlyList<Node> last, IReadOnlyList<Node> bySegment) = segments.Build([.. outputs]);
        return (last, [.. bySegment.Select(o => graph.Reshape(o, new Shape([length, .. o.Shape.Skip(2)])))]);
    }

    /// <summary>
    /// Finds what stands in a segment for sequences: slices of them; or the product that one is, with what is done to it row by row, of
    /// a slice that no other product of the scan reads. For in segments gradients of several would be added in another order.
    /// </summary>
    private void Take(IReadOnlyList<Node> sequences)
    {
        List<Node>[] chains = [.. sequences.Select(ToProduct)];
        foreach (IGrouping<Node, List<Node>> ofValue in chains.GroupBy(c => c[c.Count - 1]))
        {
            foreach (List<Node> chain in ofValue)
            {
                int last = ofValue.Count() == 1 ? chain.Count - 1 : 0;
                _parts[chain[last]] = Slice(chain[last]);
                for (int i = last - 1; i >= 0; i--)
                {
                    _parts[chain[i]] = Again(chain[i], chain[i + 1]);
                }
            }
        }
    }

    /// <summary>A sequence, and what it is made of down to the rows that a product reads; the sequence alone where there is none.</summary>
    private List<Node> ToProduct(Node sequence)
    {
        List<Node> chain = [sequence];
        bool IsReadHereAlone(Node node) => _readers[node].Count() == (node == sequence ? 0 : 1);
        for (Node node = sequence; IsReadHereAlone(node) && RowsOf(node) is { } read; node = read)
        {
            chain.Add(read);
            if (node is MatMulNode)
            {
                return chain;
            }
        }

        return [sequence];
    }

    /// <summary>The input of which the first of a value's rows need the first alone, and so on; null where rows are mixed or of several inputs.</summary>
    private Node? RowsOf(Node node)
    {
        Node[] read = node switch
        {
            ReshapeNode or MatMulNode { TransposeA: false, Shape.Rank: 2 } => [node.Inputs[0]],
            MapNode => [.. node.Inputs.Where(i => i.Shape.Rank == node.Shape.Rank && i.Shape.Rank > 0 && i.Shape[0] == node.Shape[0])],
            _ => [],
        };
        bool fits = read.Append(node).All(n => n is not RandomNode && n.Shape.Rank > 0 && n.Shape[0].DivideBy(_length) is not null);
        return fits && read.Length == 1 ? read[0] : null;
    }

    private Node Slice(Node value)
    {
        Graph graph = value.Graph;
        Shape part = Part(value.Shape);
        return _segments.Slice(graph.Reshape(value, new Shape([_length.DivideBy(_segment)!.Value, .. part])));
    }

    private Node Again(Node node, Node rows)
    {
        Graph body = _segments.Body;
        Node[] inputs = [.. node.Inputs.Select(i => i == rows ? _parts[i] : _segments.Capture(i))];
        string layer = body.Layer;
        body.Layer = node.Layer;
        Node again = node switch
        {
            ReshapeNode => body.Reshape(inputs[0], Part(node.Shape)),
            MapNode map => body.Map(map.Body, Part(node.Shape), inputs),
            _ => node.WithInputs(body, inputs),
        };
        again.Role ??= node.Role;
        body.Layer = layer;
        return again;
    }

    /// <summary>Of a segment, where that of all steps is given.</summary>
    private Shape Part(Shape shape) => new([shape[0].DivideBy(_length)!.Value * (Dim)_segment, .. shape.Skip(1)]);
}
