using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Interpretation;
using DeepDsl.Compiler.Ir.Primitives;
using DeepDsl.Compiler.Tests.Gradients;
using DeepDsl.Compiler.Tests.Primitives;

namespace DeepDsl.Compiler.Tests.Sizes;

using Dim = DeepDsl.Compiler.Ir.Dim;

/// <summary>Graphs over sequences of T and S steps: shapes as polynomials, values and gradients at several lengths.</summary>
public sealed class SymbolTests
{
    private static readonly Dim T = Dim.Symbol("T");
    private static readonly Dim S = Dim.Symbol("S");

    private static readonly Dictionary<string, (string Shape, Func<Graph, Node> Build)> Cases = new()
    {
        ["two sequences one after another"] = ("[N, S + T, 2]", g => g.Exp(g.Concat(1, X(g), Y(g)))),
        ["a sequence after itself"] = ("[N, 2*T, 2]", g => g.Exp(g.Concat(1, X(g), X(g)))),
        ["padded"] = ("[N, T + 3, 2]", g => g.Exp(g.Pad(X(g), 1, 2, 1, value: 0.5))),
        ["padded by another sequence's length"] = ("[N, S + T, 2]", g => g.Pad(X(g), 1, S, 0)),
        ["without the last steps"] = ("[N, T, 2]", g => g.Slice(g.Exp(g.Pad(X(g), 1, 1, 1)), 1, 2, T)),
        ["the second of two sequences"] = ("[N, S, 2]", g => g.Slice(g.Exp(g.Concat(1, X(g), Y(g))), 1, T, S)),
        ["the first step"] = ("[N, 1, 2]", g => g.Slice(g.Exp(X(g)), 1, 0, 1)),
        ["the last step"] = ("[N, 1, 2]", g => g.Slice(g.Exp(X(g)), 1, T - 1, 1)),
        ["convolution of every three steps"] = ("[N, T, 5]", g => g.Conv(g.Pad(X(g), 1, 1, 1), W(g, 3, 2, 5), Window(3, 1, 0))),
        ["padded convolution"] = ("[N, T + 1, 5]", g => g.Conv(X(g), W(g, 2, 2, 5), Window(2, 1, 1))),
        ["gradient of a convolution"] = ("[N, T + 2, 2]", g => g.ConvInputGradient(
            g.Input("dy", new Shape(Dim.N, T, 5)), W(g, 3, 2, 5), new Shape(Dim.N, T + 2, 2), Window(3, 1, 0))),
        ["convolution with a stride"] = ("[N, (T + 1)/2, 5]", g => g.Conv(X(g), W(g, 3, 2, 5), Window(3, 2, 1))),
        ["convolutions with strides one upon the other"] = ("[N, (T + 3)/6 + 1, 2]", g => g.Conv(g.Conv(X(g), W(g, 3, 2, 2), Window(3, 2, 1)), W(g, 3, 2, 2), Window(3, 3, 2))),
        ["gradient of a convolution with a stride"] = ("[N, 2*T + 1, 2]", g => g.ConvInputGradient(
            g.Input("dy", new Shape(Dim.N, T, 5)), W(g, 3, 2, 5), new Shape(Dim.N, (T * 2) + 1, 2), Window(3, 2, 0))),
        ["maxima with a stride"] = ("[N, T/2 + 1, 2]", g => g.Pool(PoolKind.Max, X(g), Window(2, 2, 1))),
        ["averages with a stride"] = ("[N, (T + 2)/3, 2]", g => g.Pool(PoolKind.AverageInside, X(g), Window(3, 3, 1))),
        ["mean over every other step"] = ("[N, 1, 2]", g => g.Mean(g.Exp(g.Pool(PoolKind.Average, X(g), Window(3, 2, 1))), 1)),
        ["maxima of two steps"] = ("[N, T + 1, 2]", g => g.Pool(PoolKind.Max, X(g), Window(2, 1, 1))),
        ["averages of what lies inside"] = ("[N, T, 2]", g => g.Pool(PoolKind.AverageInside, X(g), Window(3, 1, 1))),
        ["mean over steps"] = ("[N, 1, 2]", g => g.Mean(g.Exp(X(g)), 1)),
        ["mean over samples and steps"] = ("[1, 1, 2]", g => g.Mean(g.Exp(X(g)), 0, 1)),
        ["mean over two sequences"] = ("[N, 1, 2]", g => g.Mean(g.Exp(g.Concat(1, X(g), Y(g))), 1)),
        ["deviation from the mean"] = ("[N, T, 2]", g => X(g) - g.Mean(X(g), 1)),
        ["sum of products with what does not change"] = ("[N, 1, 2]", g => g.Sum((X(g) * W(g, 2)) + g.Sum(X(g), 1), 1)),
        ["sum of a constant"] = ("[N, 1, 2]", g => g.Sum(g.Broadcast(g.Exp(W(g, 2)), new Shape(Dim.N, T, 2)), 1)),
        ["softmax over steps"] = ("[N, T, 2]", g => g.Exp(X(g)) / g.Sum(g.Exp(X(g)), 1)),
        ["maximum over steps"] = ("[N, 1, 2]", g => g.Reduce(ReduceKind.Max, X(g), 1)),
        ["dense layer at every step"] = ("[N*T, 3]", g => g.MatMul(g.Reshape(X(g), new Shape(Dim.N * T, 2)), W(g, 2, 3))),
        ["scores of all pairs of steps"] = ("[N, T, S]", g => g.MatMul(X(g), Y(g), transposeB: true)),
        ["steps first"] = ("[T, N, 2]", g => g.Transpose(g.Exp(X(g)), 1, 0, 2)),
        ["backwards"] = ("[N, T, 2]", g => g.Reverse(g.Exp(X(g)), 1)),
        ["a vector at every step"] = ("[N, T, 4]", g => g.Gather(W(g, 3, 4), Tokens(g))),
        ["a table of sums"] = ("[3, 2]", g => g.ScatterAdd(Tokens(g), X(g), new Shape(3, 2))),
        ["a length in an expression"] = ("[N, T, 2]", g => X(g) / g.Size((T * S) + 1)),
        ["sums so far"] = ("[T, N, 2]", g => NodeCases.CumulativeSum(g, g.Transpose(X(g), 1, 0, 2), isReversed: false)),
    };

    public static TheoryData<string, int, int> Names()
    {
        TheoryData<string, int, int> names = [];
        foreach (string name in Cases.Keys)
        {
            names.Add(name, 1, 1);
            names.Add(name, 5, 3);
            names.Add(name, 37, 2);
        }

        return names;
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Gradient_equals_central_differences(string name, int t, int s)
    {
        (string shape, Func<Graph, Node> build) = Cases[name];
        Node output = build(new Graph());
        Assert.Equal(shape, output.Shape.ToString());
        Node[] by = [.. output.Graph.Nodes.Where(n => n is ParameterNode or InputNode { Element: ElementType.Float32 })];
        GradientCheck.Run(output, by, Values(t, s));
    }

    [Fact]
    public void Values_are_those_of_the_definition()
    {
        Graph g = new();
        LeafValues values = Values(4, 3);
        Interpreter run = values.NewInterpreter();
        double[] x = values.Of(X(g)).Values[..8]; // the first sample, [4, 2]
        double[] y = values.Of(Y(g)).Values[..6];
        Assert.Equal([.. x, .. y], run.Evaluate(g.Concat(1, X(g), Y(g))).Values[..14]);
        Assert.Equal([0, 0, .. x, 0, 0, 0, 0], run.Evaluate(g.Pad(X(g), 1, 1, T - 2)).Values[..14]);
        Assert.Equal(x[2..6], run.Evaluate(g.Slice(X(g), 1, 1, T - 2)).Values[..4]);
        Assert.Equal(x[6..], run.Evaluate(g.Slice(X(g), 1, S, T - S)).Values[..2]);
        Assert.Equal(x.Chunk(2).Average(step => step[0]), run.Evaluate(g.Mean(X(g), 1)).Values[0], 1e-15);
    }

    [Fact]
    public void The_whole_of_a_sequence_is_the_sequence()
    {
        Graph g = new();
        Assert.Same(X(g), g.Slice(X(g), 1, 0, T));
        Assert.Same(X(g), g.Pad(X(g), 1, T - T, 0));
        Assert.Same(g.Slice(X(g), 1, 1, T - 1), g.Slice(X(g), 1, 1, (T * 1) - 1));
        Assert.NotSame(g.Slice(X(g), 1, 0, 1), g.Slice(X(g), 1, 1, 1));
    }

    [Fact]
    public void A_wrong_use_of_a_symbol_throws()
    {
        Graph g = new();
        Assert.Equal("[N, T, 2] has no elements 2 to T + 1 along axis 1.", Message(() => g.Slice(X(g), 1, 2, T - 1)));
        Assert.Equal("[N, T, 2] has no elements -1 to T - 2 along axis 1.", Message(() => g.Slice(X(g), 1, -1, T - 1)));
        Assert.Equal("[N, T, 2], [N, T, 5] do not fit one after another along axis 1.",
            Message(() => g.Concat(1, X(g), g.Input("z", new Shape(Dim.N, T, 5)))));
        Assert.Equal("Shapes [N, T, 2] and [N, S, 2] do not broadcast in x0 + x1.", Message(() => X(g) + Y(g)));
        Assert.Equal("[N, T, 2] cannot be reshaped to [N, 2*S].", Message(() => g.Reshape(X(g), new Shape(Dim.N, S * 2))));
        Assert.Equal("Dimension T has no value.", Message(() => new Interpreter(2, _ => new Tensor([])).Evaluate(g.Exp(X(g)))));
    }

    private static string Message(Func<object> use) => Assert.ThrowsAny<InvalidOperationException>(use).Message;

    private static LeafValues Values(int t, int s) => new(name => name switch { "N" => 2, "T" => t, _ => s }, seed: 4);

    private static ConvGeometry Window(int kernel, int stride, int padding) =>
        NodeCases.Geometry(1, NodeCases.Axis(kernel, stride, 1, padding, padding));

    private static Node X(Graph g) => g.Input("x", new Shape(Dim.N, T, 2));

    private static Node Y(Graph g) => g.Input("y", new Shape(Dim.N, S, 2));

    private static Node Tokens(Graph g) => g.Input("tokens", new Shape(Dim.N, T), ElementType.Int32);

    private static Node W(Graph g, params int[] shape) => g.Parameter("w", new Shape(shape.Select(d => (Dim)d)));
}
