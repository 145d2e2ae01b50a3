using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Tests.Primitives;

using Dim = DeepDsl.Compiler.Ir.Dim;

/// <summary>Small graphs, among them every primitive.</summary>
internal static class NodeCases
{
    /// <summary>Those that have a gradient; each with dimensions that are all distinct.</summary>
    public static IReadOnlyDictionary<string, Func<Graph, Node>> All { get; } = new Dictionary<string, Func<Graph, Node>>
    {
        ["map of one input"] = g => g.Exp(X(g, 3, 5)),
        ["map broadcasts the smaller input"] = g => X(g, 3, 5) * W(g, 5),
        ["map broadcasts both inputs"] = g => W(g, "a", 3, 1, 7) * W(g, "b", 5, 1),
        ["map reads one input twice"] = g => g.Map((a, b) => a * b, X(g, 4), X(g, 4)),
        ["map of three inputs"] = g => g.Map((a, b, c) => (a * b) + (a / (c + 5)), X(g, 3), W(g, 3), W(g, "v", 1)),
        ["map to a larger shape"] = g => g.Broadcast(g.Exp(W(g, 1, 3)), new Shape(Dim.N, 3)),
        ["map with the batch size"] = g => X(g, 3) / g.Size(Dim.N),
        ["mean over the batch"] = g => g.Mean(g.Exp(X(g, 3)), 0),
        ["sum over inner axes"] = g => g.Exp(g.Sum(X(g, 3, 5, 2), 1, 3)),
        ["maximum over an axis"] = g => g.Reduce(ReduceKind.Max, X(g, 3, 5), 1),
        ["minimum over two axes"] = g => g.Reduce(ReduceKind.Min, X(g, 3, 5), 0, 2),
        ["matmul"] = g => g.MatMul(W(g, "a", 2, 3), W(g, "b", 3, 5)),
        ["matmul, left transposed"] = g => g.MatMul(W(g, "a", 3, 2), W(g, "b", 3, 5), transposeA: true),
        ["matmul, right transposed"] = g => g.MatMul(W(g, "a", 2, 3), W(g, "b", 5, 3), transposeB: true),
        ["matmul, exact"] = g => g.MatMul(W(g, "a", 2, 3), W(g, "b", 3, 5), isExact: true),
        ["matmul, both transposed"] = g => g.MatMul(W(g, "a", 3, 2), W(g, "b", 5, 3), true, true),
        ["batched matmul"] = g => g.MatMul(X(g, 3, 4), g.Input("y", new Shape(Dim.N, 4, 5))),
        ["batched matmul, both transposed"] = g => g.MatMul(W(g, "a", 2, 3, 4, 1), W(g, "b", 2, 3, 5, 4), true, true),
        ["matmul of a value with itself"] = g => g.MatMul(W(g, 3, 4), W(g, 3, 4), transposeB: true),
        ["convolution, 1D"] = g => g.Conv(X(g, 7, 2), W(g, 3, 2, 5), Geometry(1, Axis(3, 1, 1, 0, 0))),
        ["convolution, 2D, all distinct"] = g => g.Conv(X(g, 8, 5, 2), W(g, 3, 2, 2, 3), Wide),
        ["convolution, grouped"] = g => g.Conv(X(g, 5, 6), W(g, 2, 2, 9), Geometry(3, Axis(2, 1, 1, 1, 0))),
        ["convolution, depthwise with multiplier"] = g =>
            g.Conv(X(g, 4, 5, 3), W(g, 2, 3, 1, 6), Geometry(3, Axis(2, 1, 1, 0, 1), Axis(3, 2, 1, 1, 1))),
        ["convolution, 3D"] = g =>
            g.Conv(X(g, 3, 4, 2, 2), W(g, 2, 3, 1, 2, 3), Geometry(1, Axis(2, 1, 1, 0, 0), Axis(3, 1, 1, 1, 1), Axis(1, 1, 1, 0, 0))),
        ["convolution's input gradient"] = g => g.ConvInputGradient(X(g, 3, 2, 3), W(g, 3, 2, 2, 3), new Shape(Dim.N, 8, 5, 2), Wide),
        ["convolution's weight gradient"] = g =>
            g.ConvWeightGradient(X(g, 8, 5, 2), g.Input("dy", new Shape(Dim.N, 3, 2, 3)), new Shape(3, 2, 2, 3), Wide),
        ["maximum pooling"] = g => g.Pool(PoolKind.Max, X(g, 5, 4, 2), Geometry(1, Axis(3, 2, 1, 1, 0), Axis(2, 1, 2, 0, 1))),
        ["average pooling"] = g => g.Pool(PoolKind.Average, X(g, 5, 4, 2), Geometry(1, Axis(3, 2, 1, 1, 0), Axis(2, 1, 1, 0, 1))),
        ["average pooling of the inside"] = g =>
            g.Pool(PoolKind.AverageInside, X(g, 5, 4, 2), Geometry(1, Axis(3, 2, 1, 1, 0), Axis(2, 1, 1, 0, 1))),
        ["fourier"] = g => g.Fourier(X(g, 7, 3), new FourierForm(7)),
        ["fourier, weighted"] = g => g.Fourier(X(g, 8, 3), new FourierForm(8) { IsWeighted = true }),
        ["fourier, backward"] = g => g.Fourier(X(g, 5, 2, 3), new FourierForm(8) { IsBackward = true }),
        ["fourier, backward and weighted"] = g => g.Fourier(X(g, 4, 2, 3), new FourierForm(7) { IsBackward = true, IsWeighted = true }),
        ["gather"] = g => g.Gather(W(g, 4, 3), Indices(g, 5)),
        ["gather of columns"] = g => g.Gather(W(g, 3, 4), Indices(g, 5), new TableLookup(true, false)),
        ["scatter-add of columns"] = g => g.ScatterAdd(Indices(g, 5), X(g, 5, 3), new Shape(3, 4), new TableLookup(true, false)),
        ["scatter-add of two"] = g => g.Add(new ScatterAddNode(
            g, [Indices(g, 5), X(g, 5, 3), Indices(g, 5), W2(g, "y", 5, 3)], new Shape(4, 3), TableLookup.Rows)),
        ["scatter-add"] = g => g.ScatterAdd(Indices(g, 5), X(g, 5, 3), new Shape(4, 3)),
        ["edge gather"] = g => g.EdgeGather(Edges(g, 7), X(g, 4, 3), EdgeEnd.From),
        ["edge dot"] = g => g.EdgeDot(Edges(g, 7), X(g, 4, 6), g.Input("y", new Shape(Dim.N, 4, 6)), 2),
        ["edge dot of a value with itself"] = g => g.EdgeDot(Edges(g, 7), X(g, 4, 3), X(g, 4, 3), 1),
        ["weighted edge sum"] = g => g.EdgeSum(Edges(g, 7), X(g, 4, 6), g.Input("y", new Shape(Dim.N, 7, 2)), 4, EdgeEnd.To),
        ["weighted edge sum the other way round"] = g =>
            g.EdgeSum(Edges(g, 7), X(g, 4, 6), g.Input("y", new Shape(Dim.N, 7, 3)), 4, EdgeEnd.From),
        ["edge sum of nodes"] = g => g.EdgeSum(Edges(g, 7), X(g, 4, 3), null, 4, EdgeEnd.To),
        ["number of edges"] = g => g.EdgeSum(Edges(g, 7), null, null, 4, EdgeEnd.To) * X(g, 4, 3),
        ["edge sum of weights"] = g => g.EdgeSum(Edges(g, 7), null, X(g, 7, 3), 4, EdgeEnd.From),
        ["sparse rows"] = g => g.SparseRows(Lists(g, 2, 3), g.Input("y", new Shape(Dim.N, 2, 3)), 5) * W(g, 5),
        ["product of sparse rows"] = g => g.MatMul(g.SparseRows(Indices(g, 4), g.Input("y", new Shape(Dim.N, 4)), 4), W(g, 4, 5)),
        ["product of sparse rows of ones"] = g => g.SparseProduct(Lists(g, 2, 3), null, W(g, 4, 5)),
        ["dot of sparse rows"] = g => g.SparseDot(Lists(g, 2, 3), X(g, 2, 5), W(g, 4, 5)),
        ["gradient of sparse rows"] = g => g.SparseGradient(Lists(g, 2, 3), g.Input("y", new Shape(Dim.N, 2, 3)), X(g, 2, 5), 4),
        ["gradient of sparse rows of ones"] = g => g.SparseGradient(Indices(g, 3), null, X(g, 5), 4),
        ["edge maximum"] = g => g.EdgeMax(Edges(g, 7), X(g, 7, 3), 4, EdgeEnd.To, -0.5),
        ["reshape across the batch"] = g => g.Reshape(g.Exp(X(g, 3, 5)), new Shape(Dim.N * 3, 5)),
        ["transpose of four axes"] = g => g.Transpose(W(g, 2, 3, 4, 5), 2, 0, 3, 1),
        ["reverse of two axes"] = g => g.Reverse(W(g, 2, 3, 4), 0, 2),
        ["slice"] = g => g.Slice(X(g, 3, 7), 2, 2, 4),
        ["slice along a middle axis"] = g => g.Slice(X(g, 5, 2), 1, 1, 3),
        ["pad with a value"] = g => g.Pad(X(g, 3, 5), 1, 2, 1, value: 4),
        ["concat"] = g => g.Concat(1, X(g, 3, 2), g.Input("y", new Shape(Dim.N, 4, 2)), g.Input("z", new Shape(Dim.N, 1, 2))),
        ["concat of a value with itself"] = g => g.Concat(-1, X(g, 3), X(g, 3)),
        ["random numbers"] = g => X(g, 3) * g.Random(RandomKind.Normal, 0, new Shape(Dim.N, 3)),
        ["function of a rate"] = g => X(g, 3) * g.Rate("dropout1.rate", 1 / (1 - Exprs.Arg(0)), 0.3),
        ["state"] = g => X(g, 3) * g.State("mean", new Shape(3)),
        ["constant tensor"] = g => X(g, 3) * g.Constant(new Shape(3), [2, 3, 5]),
        ["result of a scan"] = g => CumulativeSum(g, X(g, 3, 2), isReversed: false),
        ["result of a scan the other way round"] = g => CumulativeSum(g, X(g, 3, 2), isReversed: true),
        ["attention"] = g => g.Attention(new AttentionForm(2, 2, 3, 4, 0.7), X(g, 3, 6), W2(g, "k", 5, 6), W2(g, "v", 5, 8)).Output,
        ["attention, causal, packed, slopes and a window"] = g => g.Attention(
            new AttentionForm(4, 2, 3, 2, 0.6) { IsPacked = true, IsCausal = true, Window = 3, HasSlopes = true },
            X(g, 5, 22), g.Constant(new Shape(4), [0.5, 0.25, 0.125, 0.3])).Output,
        ["attention, grouped, dropout and lengths"] = g => g.Attention(
            new AttentionForm(4, 1, 2, 3, 0.6) { Drops = true, HasKeyLengths = true, HasQueryLengths = true },
            X(g, 2, 8), W2(g, "k", 3, 2), W2(g, "v", 3, 3), Lengths(g), Lengths(g), g.Rate("rate", Exprs.Arg(0), 0.3), g.Random(RandomKind.Uniform, 0, new Shape(Dim.N, 4, 3, 2))).Output,
        ["attention, window on both sides"] = g => g.Attention(
            new AttentionForm(1, 1, 3, 2, 0.6) { Window = 2 }, X(g, 4, 3), W2(g, "k", 4, 3), W2(g, "v", 4, 2)).Output,
        ["logarithms of attention's sums"] = g => Both(g.Attention(
            new AttentionForm(2, 2, 3, 4, 0.7) { IsCausal = true }, X(g, 3, 6), W2(g, "k", 4, 6), W2(g, "v", 4, 8))),
        ["a value that three nodes read"] = g => Diamond(X(g, 3)),
    };

    /// <summary>What is made after differentiation, and has no gradient.</summary>
    public static IReadOnlyDictionary<string, Func<Graph, Node>> AfterGradients { get; } = new Dictionary<string, Func<Graph, Node>>
    {
        ["spread convolution"] = g => g.Add(new SpreadConvNode(
            g, X(g, 3, 2), W(g, 2, 2, 5), new Shape(Dim.N, 4, 5), Geometry(1, Axis(2, 1, 1, 0, 0)), new[] { 2 })),
        ["weight gradients of parts of the batch"] = g => g.Add(new ConvWeightPartsNode(
            g, X(g, 4, 2), g.Input("dy", new Shape(Dim.N, 2, 5)), new Shape(2, 3, 2, 5), Geometry(1, Axis(3, 1, 1, 0, 0)))),
        ["gradient of maximum pooling"] = g => g.PoolGradient(
            PoolKind.Max, X(g, 5, 3), g.Input("dy", new Shape(Dim.N, 2, 3)), Geometry(1, Axis(3, 2, 1, 0, 0))),
        ["gradient of average pooling"] = g => g.PoolGradient(
            PoolKind.Average, X(g, 5, 3), g.Input("dy", new Shape(Dim.N, 2, 3)), Geometry(1, Axis(3, 2, 1, 0, 0))),
        ["order of indices"] = g => g.Add(new OrderNode(g, Indices(g, 5), 4)),
        ["sum by the order of indices"] = g => g.Add(new OrderedSumNode(
            g, [Indices(g, 5), g.Add(new OrderNode(g, Indices(g, 5), 4)), X(g, 5, 3)], new Shape(4, 3), TableLookup.Rows)),
        ["sum of columns by the order of indices"] = g => g.Add(new OrderedSumNode(
            g, [Indices(g, 5), g.Add(new OrderNode(g, Indices(g, 5), 4)), X(g, 5, 3)], new Shape(3, 4), new TableLookup(true, true))),
        ["gradient of parts of sparse rows"] = g => g.Add(new SparseGradientPartsNode(
            g, Lists(g, 2, 3), g.Input("y", new Shape(Dim.N, 2, 3)), X(g, 2, 5), 4, 3)),
        ["order of edges"] = g => g.Add(new EdgeOrderNode(g, Edges(g, 7), 4, EdgeEnd.To)),
        ["order of edges that names others"] = g => g.Add(new EdgeOrderNode(g, Edges(g, 7), 4, EdgeEnd.From, namesOthers: true)),
        ["edge sum by order"] = g => g.EdgeSum(
            Edges(g, 7), X(g, 4, 3), null, 4, EdgeEnd.To, g.Add(new EdgeOrderNode(g, Edges(g, 7), 4, EdgeEnd.To))),
        ["gradient of attention"] = g => g.Result(g.Add(new AttentionGradientNode(g, new AttentionForm(2, 2, 3, 4, 0.7) { IsCausal = true },
            X(g, 3, 6), W2(g, "k", 5, 6), W2(g, "v", 5, 8), W2(g, "sums", 3, 2), W2(g, "shifts", 3, 2), W2(g, "dy", 3, 8))), 1),
        ["detached value"] = g => g.Detach(X(g, 3, 2)),
    };

    private static ConvGeometry Wide => Geometry(1, Axis(3, 2, 2, 1, 0), Axis(2, 3, 1, 0, 1));

    public static WindowAxis Axis(int kernel, int stride, int dilation, int before, int after) =>
        new(kernel, stride, dilation, before, after);

    public static ConvGeometry Geometry(int groups, params WindowAxis[] axes) => new(new EquatableArray<WindowAxis>(axes), groups);

    private static Node X(Graph g, params int[] sample) => g.Input("x", new Shape(sample.Select(d => (Dim)d)).WithBatch());

    /// <summary>Another input than x.</summary>
    private static Node W2(Graph g, string name, params int[] sample) => g.Input(name, new Shape(sample.Select(d => (Dim)d)).WithBatch());

    /// <summary>Of a sequence in each sample; none, one, two or three of its steps.</summary>
    private static Node Lengths(Graph g) => g.Map(n => n, g.Input("lengths", new Shape(Dim.N), ElementType.Int32));

    private static Node Both((Node Output, Node LogSums) attention) =>
        attention.Output * attention.Output.Graph.Sum(attention.Output.Graph.Tanh(attention.LogSums), -1);

    private static Node W(Graph g, params int[] shape) => W(g, "w", shape);

    private static Node W(Graph g, string name, params int[] shape) => g.Parameter(name, new Shape(shape.Select(d => (Dim)d)));

    private static Node Indices(Graph g, int length) => g.Input("indices", new Shape(Dim.N, length), ElementType.Int32);

    private static Node Lists(Graph g, int rows, int entries) => g.Input("lists", new Shape(Dim.N, rows, entries), ElementType.Int32);

    private static Node Edges(Graph g, int count) => g.Input("edges", new Shape(Dim.N, count, 2), ElementType.Int32);

    /// <summary>Along the first axis.</summary>
    public static Node CumulativeSum(Graph g, Node x, bool isReversed)
    {
        ScanBuilder scan = new(g, x.Shape[0], isReversed);
        Node sum = scan.Carried(g.Broadcast(g.Constant(0), new Shape(x.Shape.Skip(1))));
        Node next = sum + scan.Slice(x);
        scan.Next(sum, next);
        return scan.Build(next).Outputs[0];
    }

    /// <summary>The classes of nodes in a graph, those in its regions included.</summary>
    public static IEnumerable<Type> ClassesIn(IEnumerable<Node> nodes) => nodes.SelectMany(n =>
        n is ScanNode scan ? ClassesIn(scan.Region.Nodes).Append(n.GetType()) : [n.GetType()]);

    /// <summary>The names of the primitives' classes that are not among some.</summary>
    public static string Missing(IEnumerable<Type> covered) => string.Join(", ", typeof(Node).Assembly.GetTypes()
        .Where(t => t.IsSubclassOf(typeof(Node)) && !t.IsAbstract).Except(covered).Select(t => t.Name));

    private static Node Diamond(Node x)
    {
        Node square = x * x;
        return (square * x.Graph.Tanh(square)) + (square / (x + 4));
    }
}
