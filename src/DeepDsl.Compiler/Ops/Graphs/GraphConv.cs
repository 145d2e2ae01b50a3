using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Ops.Graphs;

public sealed class GraphConv : GraphLayer
{
    private const string WeightsName = "EdgeWeights";

    public override string Summary => "a dense layer of each node's own features and its neighbours', weighted by degrees (GCN)";

    public override IReadOnlyList<OpArgument> Arguments { get; } =
    [
        OpArgument.Count("Units"), OpArgument.Text(EdgesName, "edges"), OpArgument.Text(WeightsName, ""), OpArgument.Bool("SelfLoops", true),
        OpArgument.Bool("Normalize", true), .. OpArgument.Kernel,
    ];

    public override IReadOnlyList<string> ValueArguments => [EdgesName, WeightsName];

    public override IReadOnlyList<Example> Examples =>
    [
        new("Units = 3, Edges = \"in2\"", new Shape(4, 5), new Shape(7, 2)) { IntLimit = 4 },
        new("Units = 7, Edges = \"in2\", Normalize = false", new Shape(4, 2), new Shape(9, 2)) { IntLimit = 4 },
        new("Units = 2, Edges = \"in2\", EdgeWeights = \"in3\"", new Shape(5, 3), new Shape(6, 2), new Shape(6)) { IntLimit = 5, Low = 0.1, High = 1 },
        new("Units = 4, Edges = \"in2\", EdgeWeights = \"in3\"", new Shape(5, 2), new Shape(11, 2), new Shape(11, 1)) { IntLimit = 5, Low = -1.5, High = 0.7 },
        new("Units = 19, Edges = \"in2\", SelfLoops = false, Bias = false", new Shape(3, 17), new Shape(8, 2)) { IntLimit = 3 },
        new("Units = 3, Edges = \"in2\"", new Shape(4, 6), new Shape(7, 2)) { IntLimit = 4, Before = "SparseRows(Columns = 4)" },
        new("Units = 1, Edges = \"in2\"", new Shape(1, 1), new Shape(1, 2)) { IntLimit = 1 },
    ];

    public override string Reference => "graph_conv(xs, weight, bias, arguments)";

    public override Shape? Infer(Layer layer, IReadOnlyList<Shape> inputs)
    {
        Shape? result = base.Infer(layer, inputs);
        if (result is null || layer.Named(inputs, WeightsName) is not { } weights)
        {
            return result;
        }

        Dim count = layer.Named(inputs, EdgesName)![0];
        if (weights == new Shape(count) || weights == new Shape(count, 1))
        {
            return result;
        }

        layer.Report(ProblemKind.MergeShapes,
            $"needs a weight for each of {count} edges, [{count}], but \"{layer.Text(WeightsName)}\" is {weights}.", WeightsName);
        return null;
    }

    public override Node Forward(LayerScope scope, IReadOnlyList<Node> inputs)
    {
        Graph g = scope.Graph;
        Layer layer = scope.Layer;
        Node x = inputs[0];
        Node edges = layer.Named(inputs, EdgesName)!;
        Node? weights = layer.Named(inputs, WeightsName) is { } given ? g.Reshape(given, new Shape(given.Shape[0], edges.Shape[1], 1)) : null;
        int features = x.Shape.Channels.Value;
        int units = layer.Int("Units");
        bool loops = layer.Bool("SelfLoops");
        Node weight = Weight(scope, "weight", features, units);

        // The product and the sum over edges change places without changing the result: what is narrower goes along the edges.
        Node h = units <= features ? Product(x, weight) : x;
        Node? scale = layer.Bool("Normalize") ? Scale(Degrees(edges, x, weights), loops) : null;
        Node from = scale is null ? h : h * scale;
        Node sum = Neighbours(edges, from, weights);
        sum = loops ? sum + from : sum;
        sum = scale is null ? sum : sum * scale;
        Node y = units <= features ? sum : Product(sum, weight);
        return scope.Activate(scope.AddBias(y, features, units));
    }

    /// <summary>
    /// 1 / sqrt(degree), of which a node's own edge is one. It is 0 for nodes without edges, and for those whose weights don't sum to more than
    /// 0, as some are negative: a root of these is no number.
    /// </summary>
    private static Node Scale(Node degrees, bool loops) => degrees.Graph.Map(
        d => Exprs.Select(Exprs.Less(0, d), 1 / Exprs.Unary(UnaryOp.Sqrt, d), 0), loops ? degrees + 1 : degrees);

    public override long Macs(Layer layer, IReadOnlyList<Shape> inputs, Shape output) =>
        (inputs[0].Size.Constant * layer.Int("Units")) + (inputs[1][0].Constant * Math.Min(layer.Int("Units"), inputs[0].Channels.Constant));
}
