using DeepDsl.Compiler.Derive;
using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Interpretation;
using DeepDsl.Compiler.Ir.Primitives;
using static DeepDsl.Compiler.Tests.Primitives.NodeCases;

namespace DeepDsl.Compiler.Tests.Gradients;

/// <summary>Ring 1, one level below the ops: every primitive by itself, with dimensions that are all distinct.</summary>
public sealed class NodeGradientTests
{
    private const int Batch = 2;

    public static TheoryData<string> Names() => [.. All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Gradient_equals_central_differences(string name)
    {
        Node output = All[name](new Graph());
        Node[] by = [.. output.Graph.Nodes.Where(n => n is ParameterNode or InputNode { Element: ElementType.Float32 })];
        GradientCheck.Run(output, by, new LeafValues(Batch, seed: 2) { IntLimit = 4 });
    }

    [Fact]
    public void No_gradient_flows_through_detach()
    {
        Graph g = new();
        Node x = g.Input("x", new Shape(3));
        Assert.Equal([2, -3, 5], Gradient(x * g.Detach(x), x, [2, -3, 5]));
    }

    [Theory]
    [InlineData(ReduceKind.Max, new double[] { 1, 3, 3, -2 }, new[] { 0, 0.5, 0.5, 0 })]
    [InlineData(ReduceKind.Min, new double[] { 1, 1, 3, 1 }, new[] { 1 / 3.0, 1 / 3.0, 0, 1 / 3.0 })]
    public void A_tied_reduction_shares_its_gradient(ReduceKind kind, double[] values, double[] expected)
    {
        Graph g = new();
        Node x = g.Input("x", new Shape(4));
        Assert.Equal(expected, Gradient(g.Reduce(kind, x, 0), x, values));
    }

    [Fact]
    public void A_tied_maximum_pooling_gives_its_gradient_to_the_first()
    {
        Graph g = new();
        Node x = g.Input("x", new Shape(1, 4, 1));
        Assert.Equal([0, 1, 1, 0], Gradient(g.Pool(PoolKind.Max, x, Geometry(1, Axis(2, 2, 1, 0, 0))), x, [1, 3, 2, 2]));
        Assert.Equal([0, 2, 0, 0], Gradient(g.Pool(PoolKind.Max, x, Geometry(1, Axis(3, 1, 1, 0, 0))), x, [1, 3, 3, 2]));
    }

    [Fact]
    public void What_the_output_does_not_depend_on_has_no_gradient()
    {
        Graph g = new();
        Node x = g.Input("x", new Shape(3));
        Node other = g.Parameter("unused", new Shape(3));
        Node y = g.Exp(x);
        Node?[] gradients = Differentiate.Run(g, new Dictionary<Node, Node> { [y] = g.Constant(1) }, [x, other]);
        Assert.NotNull(gradients[0]);
        Assert.Null(gradients[1]);
    }

    /// <summary>The gradient of the sum of y by x, at the given x.</summary>
    private static double[] Gradient(Node y, Node x, double[] values)
    {
        Node seed = y.Graph.Broadcast(y.Graph.Constant(1), y.Shape);
        Node gradient = Differentiate.Run(y.Graph, new Dictionary<Node, Node> { [y] = seed }, [x])[0]!;
        return new Interpreter(1, _ => new Tensor([.. x.Shape.Select(d => d.Value)], values)).Evaluate(gradient).Values;
    }
}
