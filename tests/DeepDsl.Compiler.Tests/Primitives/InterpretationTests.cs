using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Interpretation;
using DeepDsl.Compiler.Ir.Primitives;

namespace DeepDsl.Compiler.Tests.Primitives;

using Dim = DeepDsl.Compiler.Ir.Dim;

/// <summary>The value of each primitive on a few numbers, worked out by hand.</summary>
public sealed class InterpretationTests
{
    private static readonly Dictionary<string, (Func<Graph, Node> Build, double[] Expected)> Cases = new()
    {
        ["constant"] = (g => C(g, [2], 1, 2), [1, 2]),
        ["input"] = (g => g.Input("given", new Shape(2)), [7, 7]),
        ["parameter"] = (g => g.Parameter("given", new Shape(2)), [7, 7]),
        ["function of a rate"] = (g => g.Rate("dropout1.rate", 1 / (1 - Exprs.Arg(0)), 0.75), [4]),
        ["state"] = (g => g.State("given", new Shape(2)), [7, 7]),
        ["random"] = (g => g.Random(RandomKind.Normal, 3, new Shape(2)), [7, 7]),
        ["map"] = (g => C(g, [2, 2], 1, 2, 3, 4) * C(g, [2], 10, 100), [10, 200, 30, 400]),
        ["map of a size"] = (g => C(g, [2], 1, 2) * g.Size((Dim.N * 3) - 2), [7, 14]),
        ["sum"] = (g => g.Sum(C(g, [2, 3], 1, 2, 3, 4, 5, 6), 1), [6, 15]),
        ["maximum"] = (g => g.Reduce(ReduceKind.Max, C(g, [2, 3], 1, 2, 3, 4, 5, 6), 0), [4, 5, 6]),
        ["minimum"] = (g => g.Reduce(ReduceKind.Min, C(g, [2, 3], 1, 2, 3, 4, 5, 6), 0, 1), [1]),
        ["matmul"] = (g => g.MatMul(C(g, [1, 2], 1, 2), C(g, [2, 2], 3, 4, 5, 6)), [13, 16]),
        ["matmul, transposed"] = (g => g.MatMul(C(g, [2, 1], 1, 2), C(g, [2, 2], 3, 4, 5, 6), true, true), [11, 17]),
        ["convolution"] = (g => g.Conv(C(g, [1, 4, 1], 1, 2, 3, 4), C(g, [2, 1, 1], 10, 1), Two(1, 0)), [12, 23, 34]),
        ["input gradient"] = (g => g.ConvInputGradient(
            C(g, [1, 3, 1], 1, 2, 3), C(g, [2, 1, 1], 10, 1), Shape(1, 4, 1), Two(1, 0)), [10, 21, 32, 3]),
        ["weight gradient"] = (g => g.ConvWeightGradient(
            C(g, [1, 4, 1], 1, 2, 3, 4), C(g, [1, 3, 1], 1, 2, 3), Shape(2, 1, 1), Two(1, 0)), [14, 20]),
        ["spread convolution"] = (g => g.Add(new SpreadConvNode(
            g, C(g, [1, 2, 1], 1, 2), C(g, [2, 1, 1], 10, 1), Shape(1, 2, 1), Two(1, 0), new[] { 2 })), [10, 2]),
        ["weight gradients of parts"] = (g => g.Add(new ConvWeightPartsNode(
            g, C(g, [2, 3, 1], 1, 2, 3, 4, 5, 6), C(g, [2, 2, 1], 1, 1, 1, 2), Shape(2, 2, 1, 1), Two(1, 0))), [3, 5, 14, 17]),
        ["maximum pooling"] = (g => g.Pool(PoolKind.Max, C(g, [1, 4, 1], 1, 3, 2, 5), Two(2, 0)), [3, 5]),
        ["average pooling"] = (g => g.Pool(PoolKind.Average, C(g, [1, 3, 1], 1, 3, 2), Two(2, 1)), [0.5, 2.5]),
        ["average pooling of the inside"] = (g => g.Pool(PoolKind.AverageInside, C(g, [1, 3, 1], 1, 3, 2), Two(2, 1)), [1, 2.5]),
        ["gradient of maximum pooling"] = (g => g.PoolGradient(
            PoolKind.Max, C(g, [1, 4, 1], 1, 3, 5, 5), C(g, [1, 2, 1], 10, 20), Two(2, 0)), [0, 10, 20, 0]),
        ["gradient of average pooling"] = (g => g.PoolGradient(
            PoolKind.Average, C(g, [1, 4, 1], 1, 3, 5, 5), C(g, [1, 2, 1], 10, 20), Two(2, 0)), [5, 5, 10, 10]),
        ["fourier"] = (g => g.Fourier(C(g, [1, 4, 1], 1, 2, 3, 5), new FourierForm(4)), [11, 0, -2, 3, -3, 0]),
        ["fourier of two channels"] = (g => g.Fourier(C(g, [1, 2, 2], 1, 2, 3, 5), new FourierForm(2)), [4, 7, 0, 0, -2, -3, 0, 0]),
        ["fourier, weighted"] = (g => g.Fourier(C(g, [1, 4, 1], 1, 2, 3, 5), new FourierForm(4) { IsWeighted = true }), [2.75, 0, -1, 1.5, -0.75, 0]),
        ["fourier, backward"] = (g => g.Fourier(
            C(g, [1, 3, 2, 1], 11, 7, -2, 3, -3, 7), new FourierForm(4) { IsBackward = true }), [6, 11, 10, 17]),
        ["fourier, backward and weighted"] = (g => g.Fourier(
            C(g, [1, 3, 2, 1], 11, 0, -2, 3, -3, 0), new FourierForm(4) { IsBackward = true, IsWeighted = true }), [1, 2, 3, 5]),
        ["gather"] = (g => g.Gather(C(g, [2, 2], 1, 2, 3, 4), C(g, [3], 1, 0, 1)), [3, 4, 1, 2, 3, 4]),
        ["gather of columns, the nearest of those beyond"] = (g => g.Gather(
            C(g, [2, 2], 1, 2, 3, 4), C(g, [3], 1, -7, 2), new TableLookup(true, true)), [2, 4, 1, 3, 2, 4]),
        ["scatter-add of columns"] = (g => g.ScatterAdd(
            C(g, [3], 1, 0, 1), C(g, [3, 2], 1, 2, 3, 4, 5, 6), Shape(2, 2), new TableLookup(true, false)), [3, 6, 4, 8]),
        ["scatter-add of two"] = (g => g.Add(new ScatterAddNode(
            g, [C(g, [2], 1, 0), C(g, [2, 1], 1, 2), C(g, [3], 1, 1, 0), C(g, [3, 1], 3, 4, 5)], Shape(2, 1), TableLookup.Rows)), [7, 8]),
        ["scatter-add"] = (g => g.ScatterAdd(C(g, [3], 1, 0, 1), C(g, [3, 2], 1, 2, 3, 4, 5, 6), Shape(2, 2)), [3, 4, 6, 8]),
        ["order"] = (g => g.Add(new OrderNode(g, C(g, [4], 2, 0, 2, 1), 3)), [1, 3, 0, 2]),
        ["ordered sum"] = (g => g.Add(new OrderedSumNode(
            g, [C(g, [3], 1, 0, 1), C(g, [3], 1, 0, 2), C(g, [3, 2], 1, 2, 3, 4, 5, 6)], Shape(2, 2), TableLookup.Rows)), [3, 4, 6, 8]),
        ["ordered sum of columns, one of none"] = (g => g.Add(new OrderedSumNode(
            g, [C(g, [3], 1, -1, 1), C(g, [3], 1, 0, 2), C(g, [3, 2], 1, 2, 3, 4, 5, 6)], Shape(2, 2), new TableLookup(true, true))), [0, 6, 0, 8]),
        ["edge gather"] = (g => g.EdgeGather(Edges(g), C(g, [1, 3, 1], 10, 20, 30), EdgeEnd.From), [10, 10, 30, 0]),
        ["edge dot"] = (g => g.EdgeDot(
            Edges(g), C(g, [1, 3, 2], 1, 2, 3, 4, 5, 6), C(g, [1, 3, 2], 10, 100, 20, 200, 30, 300), 1), [420, 630, 650, 0]),
        ["edge sum"] = (g => g.EdgeSum(Edges(g), C(g, [1, 3, 1], 10, 20, 30), C(g, [1, 4, 1], 1, 2, 3, 9), 3, EdgeEnd.To), [90, 10, 20]),
        ["edge sum, from"] = (g => g.EdgeSum(Edges(g), C(g, [1, 3, 1], 10, 20, 30), null, 3, EdgeEnd.From), [50, 0, 10]),
        ["number of edges"] = (g => g.EdgeSum(Edges(g), null, null, 3, EdgeEnd.From), [2, 0, 1]),
        ["edge maximum"] = (g => g.EdgeMax(Edges(g), C(g, [1, 4, 1], 1, 2, 3, 9), 3, EdgeEnd.From, 0), [2, 0, 3]),
        ["order of edges"] = (g => g.Add(new EdgeOrderNode(g, Edges(g), 3, EdgeEnd.To)), [0, 1, 2, 3, 2, 0, 1, 0]),
        ["order of edges that names others"] = (
            g => g.Add(new EdgeOrderNode(g, Edges(g), 3, EdgeEnd.To, namesOthers: true)), [0, 1, 2, 3, 2, 0, 1, 0, 2, 0, 0, 0]),
        ["sparse rows"] = (g => g.SparseRows(Lists(g), C(g, [2, 3], 2, 3, 9, 4, 5, 6), 3), [3, 0, 2, 0, 15, 0]),
        ["product of sparse rows"] = (g => g.SparseProduct(Lists(g), C(g, [2, 3], 2, 3, 9, 4, 5, 6), C(g, [3, 2], 1, 2, 3, 4, 5, 6)), [13, 18, 45, 60]),
        ["product of sparse rows of ones"] = (g => g.SparseProduct(Lists(g), null, C(g, [3, 1], 1, 3, 5)), [6, 9]),
        ["dot of sparse rows"] = (g => g.SparseDot(Lists(g), C(g, [2, 2], 1, 10, 2, 20), C(g, [3, 2], 1, 2, 3, 4, 5, 6)), [65, 21, 0, 86, 86, 86]),
        ["gradient of sparse rows"] = (g => g.SparseGradient(
            Lists(g), C(g, [2, 3], 2, 3, 9, 4, 5, 6), C(g, [2, 2], 1, 10, 2, 20), 3), [3, 30, 30, 300, 2, 20]),
        ["gradient of parts of sparse rows"] = (g => g.Add(new SparseGradientPartsNode(
            g, Lists(g), null, C(g, [2, 1], 10, 20), 3, 2)), [10, 0, 10, 0, 60, 0]),
        ["reshape"] = (g => g.Reshape(C(g, [2, 2], 1, 2, 3, 4), Shape(4)), [1, 2, 3, 4]),
        ["transpose"] = (g => g.Transpose(C(g, [2, 3], 1, 2, 3, 4, 5, 6), 1, 0), [1, 4, 2, 5, 3, 6]),
        ["reverse"] = (g => g.Reverse(C(g, [2, 2], 1, 2, 3, 4), 1), [2, 1, 4, 3]),
        ["slice"] = (g => g.Slice(C(g, [4], 1, 2, 3, 4), 0, 1, 2), [2, 3]),
        ["pad"] = (g => g.Pad(C(g, [2], 1, 2), 0, 1, 2, value: 9), [9, 1, 2, 9, 9]),
        ["concat"] = (g => g.Concat(1, C(g, [2, 1], 1, 2), C(g, [2, 2], 3, 4, 5, 6)), [1, 3, 4, 2, 5, 6]),
        ["detach"] = (g => g.Detach(C(g, [2], 1, 2)), [1, 2]),
        ["scan"] = (g => NodeCases.CumulativeSum(g, C(g, [3], 1, 2, 3), isReversed: false), [1, 3, 6]),
        ["scan the other way round"] = (g => NodeCases.CumulativeSum(g, C(g, [3], 1, 2, 3), isReversed: true), [6, 5, 3]),
        // Products 0 and log 3, then both keys behind the first alike: weights 1/4 and 3/4.
        ["attention"] = (g => g.Attention(new AttentionForm(1, 1, 1, 1, 0.5), C(g, [1, 1, 1], 2), C(g, [1, 2, 1], 0, Math.Log(3)), C(g, [1, 2, 1], 4, 8)).Output, [7]),
        ["causal attention"] = (g => g.Attention(
            new AttentionForm(1, 1, 1, 1, 1) { IsCausal = true }, C(g, [1, 2, 1], 0, 0), C(g, [1, 2, 1], 5, 6), C(g, [1, 2, 1], 4, 8)).Output, [4, 6]),
        ["logarithms of attention's sums"] = (g => g.Attention(
            new AttentionForm(1, 1, 1, 1, 1), C(g, [1, 1, 1], 1), C(g, [1, 2, 1], 0, 0), C(g, [1, 2, 1], 4, 8)).LogSums, [Math.Log(2)]),
        // Weights of a half each: dv is half of dy, and the products' gradients are half of 3 * 4 - 18 and of 3 * 8 - 18.
        ["gradient of attention by its queries"] = (g => AttentionGradient(g, 0), [-3 * 5 + 3 * 7]),
        ["gradient of attention by its keys"] = (g => AttentionGradient(g, 1), [0, 0]),
        ["gradient of attention by its values"] = (g => AttentionGradient(g, 2), [1.5, 1.5]),
    };

    private static Node AttentionGradient(Graph g, int result) => g.Result(g.Add(new AttentionGradientNode(
        g, new AttentionForm(1, 1, 1, 1, 1), C(g, [1, 1, 1], 0), C(g, [1, 2, 1], 5, 7), C(g, [1, 2, 1], 4, 8),
        C(g, [1, 1, 1], Math.Log(2)), C(g, [1, 1, 1], 18), C(g, [1, 1, 1], 3))), result);

    public static TheoryData<string> Names() => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Value_is_the_one_worked_out_by_hand(string name)
    {
        Node node = Cases[name].Build(new Graph());
        Interpreter interpreter = new(batch: 3, leaf => new Tensor([2], [7, 7]));
        Assert.Equal(Cases[name].Expected, interpreter.Evaluate(node).Values);
    }

    [Fact]
    public void Every_primitive_has_a_case()
    {
        string missing = NodeCases.Missing(Cases.Values.SelectMany(c => NodeCases.ClassesIn(c.Build(new Graph()).Graph.Nodes)));
        Assert.True(missing.Length == 0,
            $"Add cases to tests/DeepDsl.Compiler.Tests/Primitives/{nameof(InterpretationTests)}.cs for {missing}.");
    }

    /// <summary>From 0 to 1, from 0 to 2, from 2 to 0, and what is none.</summary>
    private static Node Edges(Graph g) => C(g, [1, 4, 2], 0, 1, 0, 2, 2, 0, -1, 1);

    /// <summary>Columns 2 and 0 and what is none; three times column 1.</summary>
    private static Node Lists(Graph g) => C(g, [2, 3], 2, 0, -1, 1, 1, 1);

    private static Node C(Graph g, int[] shape, params double[] values) => g.Constant(Shape(shape), values);

    private static Shape Shape(params int[] shape) => new(shape.Select(d => (Dim)d));

    /// <summary>Windows of two.</summary>
    private static ConvGeometry Two(int stride, int before) => NodeCases.Geometry(1, NodeCases.Axis(2, stride, 1, before, 0));
}
