using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;

namespace DeepDsl.Compiler.Programs.Passes;

/// <summary>
/// Rewrites finished graphs into the primitives that a target has kernels for: pointwise convolutions are products, input gradients are
/// convolutions with the reversed weight, weight gradients and sums over a batch of maps are made in two stages so that they run in
/// parallel with a fixed order of addition, rows are added to a table by their order where threads must not add to the same place, edges
/// are met by their order, Fourier transforms are products where the target has none, and right-transposed products read a transposed copy where the target wants one.
/// </summary>
public sealed class Legalize
{
    /// <summary>As many sums over the batch fill a GPU: eight of them are a group's.</summary>
    private const int ManySums = 1024;

    /// <summary>Terms of a sample that are not worth a stage of their own.</summary>
    private const int FewTerms = 32;

    /// <summary>Entries for each row of a table that are not worth another part of them.</summary>
    private const int FewEntries = 16;

    /// <summary>Tables up to this size, in floats, are cheap beside what is added to them.</summary>
    private const int SmallTable = 32_768;

    /// <summary>Tables above this size, in floats, are dear.</summary>
    private const int LargeTable = 262_144;

    /// <summary>Slices of one value whose gradients are put together.</summary>
    private const int MostSideBySide = 16;

    /// <summary>What is added to one table by order in one launch: each takes three arguments.</summary>
    private const int MostOrderedUpdates = 3;

    private readonly Graph _graph;
    private readonly Target _target;
    private readonly Dictionary<Node, Node> _lowered = [];
    private readonly Dictionary<Node, ScanRewrite> _scans = [];
    private readonly IReadOnlyDictionary<Node, Shape> _shapes;

    private Legalize(Graph graph, Target target, IReadOnlyDictionary<Node, Shape> shapes)
    {
        _graph = graph;
        _target = target;
        _shapes = shapes;
    }

    public static UnitGraphs Run(UnitGraphs unit, Target target) => unit with
    {
        Programs = [.. unit.Programs.Select(program =>
        {
            IReadOnlyList<Node> legal = Run(program.Graph, [.. program.Results.Select(r => r.Node)], target);
            return program with { Results = [.. program.Results.Select((r, i) => (legal[i], r.Target))] };
        })],
    };

    /// <summary>The form of each result that the target can compute.</summary>
    public static IReadOnlyList<Node> Run(Graph graph, IReadOnlyList<Node> results, Target target)
    {
        HashSet<Node> needed = Reachability.From(results);
        Legalize lower = new(graph, target, target.AlignsMaps ? MapShapes.Of(graph.Nodes.Where(needed.Contains)) : new Dictionary<Node, Shape>());
        foreach (Node node in graph.Nodes.Where(needed.Contains).ToList())
        {
            graph.Layer = node.Layer;
            int first = graph.Nodes.Count;
            lower._lowered[node] = lower.Rewrite(node, [.. node.Inputs.Select(i => lower._lowered[i])]);
            Roles.MarkRewritten(node, lower._lowered[node], first);
        }

        return [.. results.Select(r => lower._lowered[r])];
    }

    private Node Rewrite(Node node, Node[] inputs) => node switch
    {
        ReduceNode reduce => Reduce(reduce.Kind, inputs[0], reduce.Axes),
        MatMulNode { TransposeB: true, TransposeA: false, Shape.Rank: 2 }
            when !_target.ReadsRightTransposed && _target.HasOneSample && node.Shape[0] == Dim.N => ByRows(inputs[0], inputs[1]),
        MatMulNode { TransposeB: true } product when !_target.ReadsRightTransposed =>
            _graph.MatMul(inputs[0], SwapLast(inputs[1]), product.TransposeA, isExact: product.IsExact),
        ConvNode conv => Conv(inputs[0], inputs[1], conv.Shape, conv.Geometry),
        ConvInputGradientNode conv => ConvInputGradient(inputs[0], inputs[1], conv.Shape, conv.Geometry),
        ConvWeightGradientNode conv => ConvWeightGradient(inputs[0], inputs[1], conv.Shape, conv.Geometry),
        ScatterAddNode add when _target.SumsByOrder => OrderedSum(add, inputs),
        FourierNode fourier => Fourier(inputs[0], fourier.Form),
        EdgeSumNode { IsOrdered: false } sum => _graph.EdgeSum(inputs[0], sum.ReadsNodes ? inputs[1] : null,
            sum.IsWeighted ? inputs[inputs.Length - 1] : null, sum.Shape[1], sum.End, Order(inputs[0], sum.Shape[1], sum.End)),
        EdgeMaxNode { IsOrdered: false } max => _graph.EdgeMax(
            inputs[0], inputs[1], max.Shape[1], max.End, max.Least.Value, Order(inputs[0], max.Shape[1], max.End)),
        SparseRowsNode rows => rows.WrittenOut(inputs[0], rows.Values is null ? null : inputs[1]),
        SparseGradientNode gradient => SparseGradient(gradient, inputs[0], gradient.Values is null ? null : inputs[1], inputs[inputs.Length - 1]),
        DetachNode => inputs[0],
        MapNode { IsSumOfTwo: true } when SideBySide(inputs[0], inputs[1]) is { } joined => joined,
        MapNode { IsSumOfTwo: true } when OneTable(inputs[0], inputs[1]) is { } table => table,
        MapNode map when _shapes.TryGetValue(map, out Shape shape) => MapShapes.Under(map, inputs, shape) ?? node.WithInputs(_graph, inputs),
        ScanNode scan => (_scans[scan] = new ScanRewrite(scan, inputs, (body, values) => Run(body, values, _target))).Scan,
        ResultNode { Source: ScanNode scan } result => _scans[scan].Result(result),
        _ => node.WithInputs(_graph, inputs),
    };

    /// <summary>Where threads must not add to the same place, by the order of the columns; else in parts of the rows.</summary>
    private Node SparseGradient(SparseGradientNode node, Node columns, Node? values, Node x)
    {
        if (_target.SumsByOrder)
        {
            Node updates = _graph.Broadcast(
                _graph.Reshape(x, new Shape(x.Shape.With(-1, 1).Append(x.Shape[-1]))), new Shape(columns.Shape.Append(x.Shape[-1])));
            updates = values is null ? updates : updates * _graph.Reshape(values, new Shape(columns.Shape.Append(1)));
            return _graph.Add(new OrderedSumNode(
                _graph, [columns, _graph.Add(new OrderNode(_graph, columns, node.Width)), updates], node.Shape, new TableLookup(ByColumns: false, MayMiss: true)));
        }

        // A part costs a table of its own, which is cleared and added up: few where it is large, or rows of it are rarely added to.
        long size = node.Shape.Size.Constant;
        long parts = size <= SmallTable ? 8 : size <= LargeTable ? 4 : 2;
        parts = columns.Shape.WithoutBatch() is { IsConstant: true, Rank: > 1 } lists ? Math.Min(parts, lists.Size.Constant / (FewEntries * node.Width.Constant)) : parts;
        return parts <= 1 ? _graph.Reshape(Parts(1), node.Shape) : _graph.Reshape(_graph.Sum(Parts((int)parts), 0), node.Shape);
        Node Parts(int count) => _graph.Add(new SparseGradientPartsNode(_graph, columns, values, x, node.Width, count));
    }

    private Node Order(Node edges, Dim nodes, EdgeEnd end) => _graph.Add(new EdgeOrderNode(_graph, edges, nodes, end, _target.OrdersNameOthers));

    private Node Fourier(Node x, FourierForm form)
    {
        Dim channels = x.Shape[-1];
        if (_target.TransformsByProducts)
        {
            return FourierProducts.Of(x, form);
        }

        if (channels.IsOne || channels.Value >= Kernels.Cpu.FourierKernel.FewestChannels)
        {
            return _graph.Fourier(x, form);
        }

        // Each channel becomes a row, and rows are channels again afterwards.
        int[] sides = [.. Enumerable.Range(1, x.Shape.Rank - 2)];
        Node rows = _graph.Transpose(x, [0, x.Shape.Rank - 1, .. sides]);
        Node y = _graph.Fourier(_graph.Reshape(rows, new Shape([x.Shape[0] * channels, .. rows.Shape.Skip(2), 1])), form);
        Node byChannel = _graph.Reshape(y, new Shape([x.Shape[0], channels, .. y.Shape.Skip(1).Take(y.Shape.Rank - 2)]));
        return _graph.Transpose(byChannel, [0, .. Enumerable.Range(2, byChannel.Shape.Rank - 2), 1]);
    }

    /// <summary>
    /// Over the batch and more: first within each sample, in parallel, then over the samples. Where a kernel sums all at once, that is
    /// for what is stored, and has enough sums to keep all threads busy or few terms in a sample; the operand of a map may be computed as
    /// it is read.
    /// </summary>
    private Node Reduce(ReduceKind kind, Node x, IReadOnlyList<int> axes)
    {
        if (_target.AlignsMaps && x is ReshapeNode && x.Inputs[0] is MapNode map && MapShapes.Axes(axes, x.Shape, map.Shape) is { } own)
        {
            Shape reduced = new(x.Shape.Select((d, axis) => axes.Contains(axis) ? 1 : d));
            return _graph.Reshape(Reduce(kind, map, own), reduced);
        }

        (Dim sums, Dim terms) = ((Dim)1, (Dim)1);
        for (int axis = 1; axis < x.Shape.Rank; axis++)
        {
            (sums, terms) = axes.Contains(axis) ? (sums, terms * x.Shape[axis]) : (sums * x.Shape[axis], terms);
        }

        bool atOnce = _target.SumsStoredAtOnce && x is not MapNode && (sums.Estimate >= ManySums || terms.Estimate <= FewTerms);
        bool twoStages = axes[0] == 0 && axes.Count > 1 && !x.Shape[0].IsConstant && !atOnce;
        return twoStages ? _graph.Reduce(kind, _graph.Reduce(kind, x, [.. axes.Skip(1)]), 0) : _graph.Reduce(kind, x, [.. axes]);
    }

    /// <summary>
    /// The sum of values that stand beside each other between zeros, which is what gradients of slices add up to; null of others.
    /// </summary>
    private Node? SideBySide(Node some, Node others)
    {
        List<PadNode> parts = [];
        Stack<Node> open = new([some, others]);
        while (open.Count > 0)
        {
            switch (open.Pop())
            {
                case PadNode { Value: 0 } pad when parts.Count < MostSideBySide && (parts.Count == 0 || pad.Axis == parts[0].Axis):
                    parts.Add(pad);
                    break;
                case MapNode { IsSumOfTwo: true } sum:
                    open.Push(sum.Inputs[0]);
                    open.Push(sum.Inputs[1]);
                    break;
                default:
                    return null;
            }
        }

        int axis = parts[0].Axis;
        Dim End(PadNode part) => part.Before + part.Inputs[0].Shape[axis];
        PadNode[] ordered = [.. parts.OrderBy(p => p.Before.Estimate)];
        IEnumerable<Node> Parts(Node x) => x is ConcatNode concat && concat.Axis == axis ? concat.Inputs : [x];
        bool adjoin = ordered.Skip(1).Zip(ordered, (next, part) => next.Before == End(part)).All(fits => fits);
        Node? concat = adjoin ? _graph.Concat(axis, [.. ordered.SelectMany(p => Parts(p.Inputs[0]))]) : null;
        return concat is null ? null : _graph.Pad(concat, axis, ordered[0].Before, ordered[ordered.Length - 1].After);
    }

    /// <summary>The updates of a table by the order of their indices.</summary>
    private Node OrderedSum(ScatterAddNode add, Node[] inputs) => _graph.Add(new OrderedSumNode(
        _graph,
        [
            .. inputs.SelectMany((input, i) =>
                i % 2 == 0 ? new[] { input, _graph.Add(new OrderNode(_graph, input, add.Lookup.Count(add.Shape))) } : [input]),
        ],
        add.Shape, add.Lookup));

    /// <summary>
    /// The sum of tables that are zero but for a few vectors, made as one: what several layers that read a table add to its gradient; null
    /// of others.
    /// </summary>
    private Node? OneTable(Node some, Node others) => (some, others) switch
    {
        (ScatterAddNode a, ScatterAddNode b) when a.Lookup.With(b.Lookup) is { } lookup =>
            _graph.Add(new ScatterAddNode(_graph, [.. a.Inputs, .. b.Inputs], a.Shape, lookup)),
        (OrderedSumNode a, OrderedSumNode b) when a.Inputs.Count + b.Inputs.Count <= 3 * MostOrderedUpdates && a.Lookup.With(b.Lookup) is { } lookup =>
            _graph.Add(new OrderedSumNode(_graph, [.. a.Inputs, .. b.Inputs], a.Shape, lookup)),
        _ => null,
    };

    /// <summary>One row times each row of a matrix: read as it lies, since a transposed copy of it would serve no second row.</summary>
    private Node ByRows(Node row, Node matrix)
    {
        Shape each = new(row.Shape[0], 1, row.Shape[1]);
        return _graph.Reshape(_graph.Sum(_graph.Reshape(row, each) * matrix, -1), new Shape(row.Shape[0], matrix.Shape[0]));
    }

    private Node SwapLast(Node x)
    {
        int[] order = [.. Enumerable.Range(0, x.Shape.Rank)];
        (order[order.Length - 1], order[order.Length - 2]) = (order[order.Length - 2], order[order.Length - 1]);
        return _graph.Transpose(x, order);
    }

    private Node Conv(Node x, Node w, Shape shape, ConvGeometry geometry)
    {
        bool pointwise = geometry.Groups == 1 && geometry.Axes.All(a => a is { Kernel: 1, Stride: 1, Before: 0, After: 0 });
        return pointwise
            ? _graph.Reshape(_graph.MatMul(Rows(x), _graph.Reshape(w, new Shape(x.Shape.Channels, w.Shape.Channels))), shape)
            : ByFrequencies(x, w.Shape, geometry) is { } fourier ? fourier.Forward(AsRead(w, geometry), shape)
            : _graph.Conv(x, w, geometry with { Algorithm = ConvAlgorithm.Direct });
    }

    /// <summary>The convolution by frequencies, where it is to be computed so and can be; null of others.</summary>
    private FourierConvolution? ByFrequencies(Node x, Shape w, ConvGeometry geometry)
    {
        // One window, as of one step of generation, is one product.
        bool can = geometry.Algorithm != ConvAlgorithm.Direct && x.Shape[1].IsConstant && geometry.Output(x.Shape)[0] != 1
            && FourierConvolution.Obstacle(geometry, x.Shape[1].Value, w[1].Value, w[2].Value) is null;
        return can && (geometry.Algorithm == ConvAlgorithm.Fourier || FourierConvolution.IsCheaper(geometry, x.Shape, w))
            ? new FourierConvolution(AsRead(x, geometry), geometry, Fourier) : null;
    }

    /// <summary>As a product of the target would read it, which frequencies are not rounded by.</summary>
    private Node AsRead(Node x, ConvGeometry geometry) => _target.RoundingOf(geometry.Groups) is { } format ? _graph.Unary(format, x) : x;

    /// <summary>Every position as a row of channels.</summary>
    private Node Rows(Node x) =>
        _graph.Reshape(x, new Shape(new Shape(x.Shape.Take(x.Shape.Rank - 1)).Size, x.Shape.Channels));

    private Node ConvInputGradient(Node dy, Node w, Shape shape, ConvGeometry geometry)
    {
        int rank = geometry.Rank;
        Node exchanged = ExchangeChannels(w, geometry.Groups);
        Node reversed = _graph.Reverse(exchanged, [.. Enumerable.Range(0, rank)]);

        // Output o reached inputs o * stride + t * dilation - before; seen from input i that is a window over the spread output.
        WindowAxis[] axes = [.. geometry.Axes.Select((a, i) =>
        {
            Dim spread = ((dy.Shape[i + 1] - 1) * a.Stride) + 1;
            int before = a.Extent - 1 - a.Before;
            Dim after = shape[i + 1] + (a.Extent - 1 - before) - spread;

            // Where it depends on how the stride comes out, the most it may be: no size follows from it.
            return new WindowAxis(a.Kernel, 1, a.Dilation, before, after.IsConstant ? after.Value : a.Extent - 1 - a.After + a.Stride - 1);
        })];
        ConvGeometry transposed = new(axes, geometry.Groups) { Algorithm = geometry.Algorithm };
        int[] steps = [.. geometry.Axes.Select(a => a.Stride)];
        return steps.All(s => s == 1)
            ? Conv(dy, reversed, shape, transposed)
            : _graph.Add(new SpreadConvNode(_graph, dy, reversed, shape, transposed with { Algorithm = ConvAlgorithm.Direct }, steps));
    }

    /// <summary>[kernel.., C / G, G * O] to [kernel.., O, G * C / G], group by group.</summary>
    private Node ExchangeChannels(Node w, int groups)
    {
        int rank = w.Shape.Rank;
        Dim inputs = w.Shape[-2];
        Dim outputs = w.Shape[-1].DivideBy(groups)!.Value;
        IEnumerable<Dim> kernel = w.Shape.Take(rank - 2);
        Node split = _graph.Reshape(w, new Shape(kernel.Concat([inputs, groups, outputs])));
        int[] order = [.. Enumerable.Range(0, rank - 2), rank, rank - 1, rank - 2];
        return _graph.Reshape(_graph.Transpose(split, order), new Shape(kernel.Concat([outputs, inputs * groups])));
    }

    private Node ConvWeightGradient(Node x, Node dy, Shape shape, ConvGeometry geometry)
    {
        if (geometry.Groups == 1 && geometry.Axes.All(a => a is { Kernel: 1, Stride: 1, Before: 0, After: 0 }))
        {
            return _graph.Reshape(_graph.MatMul(Rows(x), Rows(dy), transposeA: true), shape);
        }

        if (ByFrequencies(x, shape, geometry) is { } fourier)
        {
            return fourier.WeightGradient(AsRead(dy, geometry), shape);
        }

        Dim pixels = new Shape(dy.Shape.Take(dy.Shape.Rank - 1)).Size;
        Dim outputs = shape[-1].DivideBy(geometry.Groups)!.Value;
        int parts = _target.PartsOfDepth(shape.Size.DivideBy(shape[-1])!.Value, outputs, pixels, geometry.Groups);
        Node byPart = _graph.Add(new ConvWeightPartsNode(_graph, x, dy, new Shape(new Dim[] { parts }.Concat(shape)),
            geometry with { Algorithm = ConvAlgorithm.Direct }));
        return _graph.Reshape(_graph.Sum(byPart, 0), shape);
    }
}
