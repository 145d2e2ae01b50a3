using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;
using DeepDsl.Compiler.Programs;

namespace DeepDsl.Compiler.Programs.Passes;

/// <summary>Makes the launch of one node that is written to memory, with the maps inlined into it.</summary>
internal sealed class LaunchBuilder(IReadOnlyDictionary<Node, Buffer> buffers, HashSet<Node> inlined, Target target)
{
    public IReadOnlyList<Launch> Build(Node node, HashSet<Node> absorbed)
    {
        if (node is AttentionNode or AttentionGradientNode)
        {
            return [new AttentionLaunches(buffers, BufferOf).Build((TupleNode)node)];
        }

        Buffer y = buffers[node];
        Buffer In(int i) => BufferOf(node.Inputs[i]);
        Shape Of(int i) => node.Inputs[i].Shape;
        return node switch
        {
            MapNode map => [Map(map, y, absorbed)],
            RandomNode random => [new MapLaunch(node.Layer, node.Shape, [new LoopOperand(null, node.Shape, random)], [new(Exprs.Arg(0), y)])],
            MatMulNode or ConvNode or SpreadConvNode => [Product(node, y, Epilogue.None)],
            ConvWeightPartsNode c => 
            [
                new ConvWeightLaunch(node.Layer, In(0), In(1), y, Of(0), Of(1), node.Shape, c.Geometry) { Rounding = target.RoundingOf(c.Geometry.Groups) },
            ],
            PoolNode p => [new PoolLaunch(node.Layer, p.Kind, In(0), y, Of(0), node.Shape, p.Geometry)],
            PoolGradientNode { Kind: PoolKind.Max } p => [new PoolGradientLaunch(node.Layer, p.Kind, In(0), In(1), y, node.Shape, Of(1), p.Geometry)],
            PoolGradientNode p => [new PoolGradientLaunch(node.Layer, p.Kind, null, In(0), y, node.Shape, Of(0), p.Geometry)],
            GatherNode g => [new GatherLaunch(node.Layer, In(0), In(1), y, Of(0), node.Shape, g.Lookup)],
            ScatterAddNode s =>
            [
                new ScatterAddLaunch(node.Layer, [.. s.Pairs.Select((p, i) => new TableUpdates(In(2 * i), null, In((2 * i) + 1), p.Indices.Shape))], y, node.Shape, s.Lookup),
            ],
            OrderNode o => [new OrderLaunch(node.Layer, In(0), y, Of(0), o.Vectors)],
            OrderedSumNode s =>
            [
                new OrderedSumLaunch(
                    node.Layer, [.. s.Triples.Select((t, i) => new TableUpdates(In(3 * i), In((3 * i) + 1), In((3 * i) + 2), t.Indices.Shape))], y, node.Shape, s.Lookup),
            ],
            EdgeOrderNode or EdgeNode => [Along(node, y, In, Epilogue.None)],
            SparseNode or SparseGradientPartsNode => [OfLists(node, y, In, Epilogue.None)],
            FourierNode f => [new FourierLaunch(node.Layer, f.Form, In(0), y, Of(0), node.Shape)],
            TransposeNode or ReverseNode or SliceNode or PadNode or ConcatNode => Moves.Build(node, y, BufferOf),
            _ => throw new InvalidOperationException($"No launch for {node}."),
        };
    }

    private Launch Along(Node node, Buffer y, Func<int, Buffer> input, Epilogue epilogue)
    {
        Shape edges = node.Inputs[0].Shape;
        EdgeSizes Sizes(Dim nodes, int width) => new(edges[0], edges[1], nodes, width) { OrderNamesOthers = target.OrdersNameOthers };
        return node switch
        {
            EdgeOrderNode n => new EdgeOrderLaunch(n.Layer, input(0), y, Sizes(n.Nodes, 1), n.End),
            EdgeGatherNode n => new EdgeGatherLaunch(n.Layer, input(0), input(1), y, Sizes(n.Inputs[1].Shape[1], n.Shape[2].Value), n.End),
            EdgeDotNode n => new EdgeDotLaunch(
                n.Layer, input(0), input(1), input(2), y, Sizes(n.Inputs[1].Shape[1], n.Inputs[1].Shape[2].Value), n.Heads),
            EdgeSumNode n => new EdgeSumLaunch(
                n.Layer, input(0), input(n.Inputs.Count - 1), n.ReadsNodes ? input(1) : null, n.Weights is null ? null : input(n.ReadsNodes ? 2 : 1), y,
                Sizes(n.Shape[1], n.Shape[2].Value), n.End, n.Weights?.Shape[2].Value ?? 1, epilogue),
            EdgeMaxNode n => new EdgeMaxLaunch(
                n.Layer, input(0), input(2), input(1), y, Sizes(n.Shape[1], n.Shape[2].Value), n.End, n.Least.Value),
            _ => throw new InvalidOperationException($"No launch for {node}."),
        };
    }

    private static Launch OfLists(Node node, Buffer y, Func<int, Buffer> input, Epilogue epilogue)
    {
        Node columns = node.Inputs[0];
        int last = node.Inputs.Count - 1;
        Buffer? values = last > 1 ? input(1) : null;
        SparseSizes Sizes(Dim width, Dim units) => new(SparseNode.Rows(columns), columns.Shape[-1], width, units.Value);
        return node switch
        {
            SparseProductNode n => new SparseProductLaunch(
                n.Layer, input(0), values, input(last), y, Sizes(n.Width, n.Shape[-1]), n.Shape, epilogue),
            SparseDotNode n => new SparseDotLaunch(n.Layer, input(0), input(1), input(2), y, Sizes(n.Width, n.Inputs[2].Shape[1])),
            SparseGradientPartsNode n => new SparseGradientLaunch(
                n.Layer, input(0), values, input(last), y, Sizes(n.Shape[1], n.Shape[2]), n.Shape[0].Value),
            _ => throw new InvalidOperationException($"No launch for {node}."),
        };
    }

    public Launch Reduce(IReadOnlyList<ReduceNode> group)
    {
        LoopBody body = new(this);
        List<(ReduceKind, LoopResult)> results = [.. group.Select(r => (r.Kind, new LoopResult(body.Read(r.Inputs[0]), buffers[r])))];
        return new ReduceLaunch(group[0].Layer, group[0].Inputs[0].Shape, group[0].Axes, body.Operands, results);
    }

    public Launch Copy(Node source, Buffer target) =>
        new MapLaunch(source.Layer, source.Shape, [new LoopOperand(BufferOf(source), source.Shape)], [new(Exprs.Arg(0), target)]);

    /// <summary>Maps of one shape, with slices and what is put side by side, as one launch.</summary>
    /// <param name="group">All that it computes.</param>
    /// <param name="stored">What of that lies in memory afterwards.</param>
    public Launch Maps(IReadOnlyList<Node> group, IReadOnlyList<Node> stored)
    {
        LoopBody body = new(this, [.. group]);
        List<LoopResult> results = [];
        foreach (Node node in stored)
        {
            if (node is not ConcatNode)
            {
                results.Add(new LoopResult(body.Expand(node), buffers[node]));
                continue;
            }

            Dim start = 0;
            foreach (Node part in node.Inputs)
            {
                results.Add(new LoopResult(body.Read(part), buffers[node]) { Part = new BufferPart(node.Shape, start, part.Shape[-1]) });
                start += part.Shape[-1];
            }
        }

        Shape shape = group[0] is ConcatNode ? group[0].Inputs[0].Shape : group[0].Shape;
        return new MapLaunch(group[0].Layer, shape, body.Operands, results);
    }

    /// <summary>A value into a buffer of the caller's, by its expression where it is inlined.</summary>
    public Launch Write(Node value, Buffer target)
    {
        LoopBody body = new(this);
        Expr expr = body.Read(value);
        return new MapLaunch(value.Layer, value.Shape, body.Operands, [new(expr, target)]);
    }

    private Launch Map(MapNode map, Buffer y, HashSet<Node> absorbed)
    {
        LoopBody body = new(this);
        Expr expr = body.Expand(map);
        int product = body.Sources.FindIndex(s => s.Shape == map.Shape && Views.Source(s) is var p && absorbed.Contains(p) && !buffers.ContainsKey(p));
        if (product < 0)
        {
            return new MapLaunch(map.Layer, map.Shape, body.Operands, [new LoopResult(expr, y)]);
        }

        // The product becomes argument 0, the other operands follow, under the shape that it has.
        Node source = Views.Source(body.Sources[product]);
        Expr reordered = Exprs.Substitute(expr, i => Exprs.Arg(i == product ? 0 : i < product ? i + 1 : i));
        IEnumerable<LoopOperand> others = body.Operands.Where((_, i) => i != product)
            .Select(o => o with { Shape = MapShapes.Under(o.Shape, map.Shape, source.Shape)! });
        return Product(source, y, new Epilogue(reordered, [.. others]));
    }

    private Launch Product(Node node, Buffer y, Epilogue epilogue)
    {
        (Node a, Node b) = (node.Inputs[0], node.Inputs[1]);
        Buffer In(int i) => BufferOf(node.Inputs[i]);
        return node switch
        {
            EdgeSumNode => Along(node, y, In, epilogue),
            SparseProductNode => OfLists(node, y, In, epilogue),
            MatMulNode m => new MatMulLaunch(node.Layer, BufferOf(a), BufferOf(b), y, a.Shape, b.Shape, node.Shape, m.TransposeA, epilogue)
            {
                TransposeB = m.TransposeB,
                HasOneRow = target.HasOneSample && node.Shape[-2] == Dim.N,
                Rounding = m.IsExact ? null : target.RoundingOf(groups: 1),
            },
            ConvNode c => new ConvLaunch(
                node.Layer, BufferOf(a), BufferOf(b), y, a.Shape, b.Shape, node.Shape, c.Geometry, [.. c.Geometry.Axes.Select(_ => 1)], epilogue)
            {
                Rounding = target.RoundingOf(c.Geometry.Groups),
            },
            SpreadConvNode c => new ConvLaunch(node.Layer, BufferOf(a), BufferOf(b), y, a.Shape, b.Shape, node.Shape, c.Geometry, c.Spread, epilogue)
            {
                Rounding = target.RoundingOf(c.Geometry.Groups),
            },
            _ => throw new InvalidOperationException($"{node} is not a product."),
        };
    }

    private Buffer BufferOf(Node node) => buffers.TryGetValue(Views.Source(node), out Buffer buffer)
        ? buffer
        : throw new InvalidOperationException($"{node} is read before it has a buffer.");

    /// <summary>Collects the operands of one loop while expanding the maps inlined into it.</summary>
    /// <param name="builder">Whose maps are inlined.</param>
    /// <param name="members">What is computed in the same loop.</param>
    private sealed class LoopBody(LaunchBuilder builder, HashSet<Node>? members = null)
    {
        public List<LoopOperand> Operands { get; } = [];

        public List<Node> Sources { get; } = [];

        public Expr Read(Node node) => builder.IsInlined(node) || members?.Contains(node) == true ? Expand(node) : Operand(node);

        public Expr Expand(Node node) => node is MapNode map ? Exprs.Substitute(map.Body, i => Read(map.Inputs[i])) : Operand(node);

        private Expr Operand(Node node)
        {
            int at = Sources.IndexOf(node);
            if (at < 0)
            {
                at = Sources.Count;
                Sources.Add(node);
                bool drawn = node is RandomNode && builder.IsInlined(node);
                bool stored = builder.HasBuffer(node);
                Operands.Add(IsPart(node, out SliceNode slice)
                    ? new LoopOperand(builder.BufferOf(slice.Inputs[0]), node.Shape)
                    {
                        Part = new BufferPart(slice.Inputs[0].Shape, slice.Start, slice.Shape[-1]),
                    }
                    : new LoopOperand(drawn || !stored ? null : builder.BufferOf(node), node.Shape, drawn ? (RandomNode)node : null));
            }

            return Exprs.Arg(at);
        }

        /// <summary>A slice that has no buffer, or whose buffer this launch fills.</summary>
        private bool IsPart(Node node, out SliceNode slice)
        {
            slice = (node as SliceNode)!;
            return slice is not null && (!builder.HasBuffer(node) || members?.Contains(node) == true);
        }
    }

    private bool IsInlined(Node node) => inlined.Contains(node);

    private bool HasBuffer(Node node) => buffers.ContainsKey(Views.Source(node));
}
