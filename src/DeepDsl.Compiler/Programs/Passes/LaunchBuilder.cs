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
            GatherNode => [new GatherLaunch(node.Layer, In(0), In(1), y, Of(0), node.Shape)],
            ScatterAddNode => [new ScatterAddLaunch(node.Layer, In(0), In(1), y, Of(0), node.Shape)],
            OrderNode => [new OrderLaunch(node.Layer, In(0), y, Of(0))],
            OrderedSumNode => [new OrderedSumLaunch(node.Layer, In(0), In(1), In(2), y, Of(0), node.Shape)],
            TransposeNode or ReverseNode or SliceNode or PadNode or ConcatNode => Moves.Build(node, y, BufferOf),
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

    private Launch Map(MapNode map, Buffer y, HashSet<Node> absorbed)
    {
        LoopBody body = new(this);
        Expr expr = body.Expand(map);
        int product = body.Sources.FindIndex(s => absorbed.Contains(s) && s.Shape == map.Shape && !buffers.ContainsKey(s));
        if (product < 0)
        {
            return new MapLaunch(map.Layer, map.Shape, body.Operands, [new LoopResult(expr, y)]);
        }

        // The product becomes argument 0, the other operands follow.
        Expr reordered = Exprs.Substitute(expr, i => Exprs.Arg(i == product ? 0 : i < product ? i + 1 : i));
        return Product(body.Sources[product], y, new Epilogue(reordered, [.. body.Operands.Where((_, i) => i != product)]));
    }

    private Launch Product(Node node, Buffer y, Epilogue epilogue)
    {
        (Node a, Node b) = (node.Inputs[0], node.Inputs[1]);
        return node switch
        {
            MatMulNode m => new MatMulLaunch(node.Layer, BufferOf(a), BufferOf(b), y, a.Shape, b.Shape, node.Shape, m.TransposeA, epilogue)
            {
                TransposeB = m.TransposeB,
                Rounding = target.RoundingOf(groups: 1),
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
    private sealed class LoopBody(LaunchBuilder builder)
    {
        public List<LoopOperand> Operands { get; } = [];

        public List<Node> Sources { get; } = [];

        public Expr Read(Node node) => builder.IsInlined(node) ? Expand(node) : Operand(node);

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
                Operands.Add(new LoopOperand(drawn || !stored ? null : builder.BufferOf(node), node.Shape, drawn ? (RandomNode)node : null));
            }

            return Exprs.Arg(at);
        }
    }

    private bool IsInlined(Node node) => inlined.Contains(node);

    private bool HasBuffer(Node node) => buffers.ContainsKey(Views.Source(node));
}
