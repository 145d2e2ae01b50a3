using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Interpretation;
using DeepDsl.Compiler.Ir.Primitives;
using DeepDsl.Compiler.Tests.Gradients;

namespace DeepDsl.Compiler.Tests.Primitives;

using Dim = DeepDsl.Compiler.Ir.Dim;

/// <summary>A primitive with two results, made by hand.</summary>
public sealed class TupleNodeTests
{
    public static TheoryData<string> Readers() => ["softmax", "log of the sum", "both", "both, one of them twice"];

    [Theory]
    [MemberData(nameof(Readers))]
    public void Gradients_of_all_results_reach_the_inputs(string reader)
    {
        Graph g = new();
        Node x = g.Input("x", new Shape(Dim.N, 3));
        (Node softmax, Node logSum) = Softmax(g.Exp(x));
        Node output = reader switch
        {
            "softmax" => softmax * softmax,
            "log of the sum" => g.Exp(logSum),
            "both" => softmax * logSum,
            _ => (softmax * logSum) + g.Tanh(softmax),
        };
        GradientCheck.Run(output, [x], new LeafValues(batch: 2, seed: 5));
    }

    [Fact]
    public void A_node_is_asked_once_for_all_its_results()
    {
        Graph g = new();
        Node x = g.Input("x", new Shape(Dim.N, 3));
        (Node softmax, Node logSum) = Softmax(x);
        Dictionary<Node, Node> seeds = new() { [softmax * logSum] = g.Input("dy", new Shape(Dim.N, 3)) };
        Differentiate.Run(g, seeds, [x]);
        Assert.Equal(1, ((SoftmaxNode)softmax.Inputs[0]).Asked);
    }

    [Fact]
    public void It_is_no_value_itself()
    {
        Graph g = new();
        (Node softmax, Node logSum) = Softmax(g.Input("x", new Shape(2, 3)));
        Assert.Equal(["[2, 3]", "[2, 1]"], new[] { softmax, logSum }.Select(r => r.Shape.ToString()));
        Assert.Same(softmax, g.Result(softmax.Inputs[0], 0));
        Assert.Same(softmax.Inputs[0], logSum.Inputs[0]);
        string message = Assert.Throws<InvalidOperationException>(() => softmax.Inputs[0].Shape).Message;
        Assert.Equal("softmax has several results: read one of them (Graph.Result).", message);
    }

    [Fact]
    public void Nodes_of_different_results_are_two()
    {
        Graph g = new();
        Node x = g.Input("x", new Shape(2, 3));
        Assert.NotSame(g.Add(new SoftmaxNode(g, x)), g.Add(new SoftmaxNode(g, g.Exp(x))));
        Assert.Same(g.Add(new SoftmaxNode(g, x)), g.Add(new SoftmaxNode(g, x)));
    }

    private static (Node Softmax, Node LogSum) Softmax(Node x)
    {
        Node node = x.Graph.Add(new SoftmaxNode(x.Graph, x));
        return (x.Graph.Result(node, 0), x.Graph.Result(node, 1));
    }

    /// <summary>Softmax over the last axis, and the logarithm of its divisor.</summary>
    private sealed class SoftmaxNode(Graph graph, Node x)
        : TupleNode(graph, [x.Type, x.Type.With(x.Shape.With(-1, 1))], x)
    {
        public int Asked { get; private set; }

        public override string Primitive => "softmax";

        public override Node?[] InputGradients(IReadOnlyList<Node?> dy, bool[] wanted)
        {
            Asked++;
            Node softmax = Graph.Result(this, 0);
            Node? fromSoftmax = dy[0] is { } d ? softmax * (d - Graph.Sum(softmax * d, -1)) : null;
            Node? fromLogSum = dy[1] is { } e ? softmax * e : null;
            return [fromSoftmax is not null && fromLogSum is not null ? fromSoftmax + fromLogSum : fromSoftmax ?? fromLogSum];
        }

        public override Node WithInputs(Graph graph, IReadOnlyList<Node> inputs) => graph.Add(new SoftmaxNode(graph, inputs[0]));

        public override IReadOnlyList<Tensor> InterpretAll(Interpreter run, IReadOnlyList<Tensor> inputs)
        {
            (Tensor x, int width) = (inputs[0], inputs[0].Shape[^1]);
            double[] sums = [.. x.Values.Chunk(width).Select(row => row.Sum(v => Math.Exp(v)))];
            return
            [
                new Tensor(x.Shape, [.. x.Values.Select((v, i) => Math.Exp(v) / sums[i / width])]),
                new Tensor([.. x.Shape[..^1], 1], [.. sums.Select(s => Math.Log(s))]),
            ];
        }
    }
}
