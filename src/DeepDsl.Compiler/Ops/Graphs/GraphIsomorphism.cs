using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;

namespace DeepDsl.Compiler.Ops.Graphs;

public sealed class GraphIsomorphism : GraphLayer
{
    public override string Summary => "two dense layers of (1 + epsilon) times each node's features and the sum of its neighbours', with features of edges too (GIN, GINE)";

    public override IReadOnlyList<OpArgument> Arguments { get; } =
    [
        OpArgument.Count("Units"), OpArgument.Text(EdgesName, "edges"), OpArgument.Text(FeaturesName, ""), new("Hidden", ArgumentType.Integer, 0, 0, 1 << 20), OpArgument.Real("Epsilon", 0),
        OpArgument.Bool("LearnEpsilon", false), .. OpArgument.Kernel,
    ];

    public override IReadOnlyList<string> ValueArguments => [EdgesName, FeaturesName];

    public override IReadOnlyList<Example> Examples =>
    [
        new("Units = 3, Edges = \"in2\"", new Shape(4, 5), new Shape(7, 2)) { IntLimit = 4 },
        new("Units = 2, Edges = \"in2\", Hidden = 17, Epsilon = 0.5, Bias = false", new Shape(3, 2), new Shape(5, 2)) { IntLimit = 3 },
        new("Units = 4, Edges = \"in2\", LearnEpsilon = true, Activation = Activation.Tanh", new Shape(5, 3), new Shape(6, 2)) { IntLimit = 5 },
        new("Units = 3, Edges = \"in2\", EdgeFeatures = \"in3\"", new Shape(4, 5), new Shape(7, 2), new Shape(7, 3)) { IntLimit = 4 },
        new("Units = 2, Edges = \"in2\", EdgeFeatures = \"in3\", Hidden = 7, LearnEpsilon = true, Bias = false", new Shape(3, 17), new Shape(5, 2), new Shape(5, 1)) { IntLimit = 3 },
        new("Units = 1, Edges = \"in2\"", new Shape(1, 1), new Shape(1, 2)) { IntLimit = 1 },
    ];

    public override string Reference => "graph_isomorphism(xs, names)";

    public override Node Forward(LayerScope scope, IReadOnlyList<Node> inputs)
    {
        Graph g = scope.Graph;
        Layer layer = scope.Layer;
        Node x = inputs[0];
        int features = x.Shape.Channels.Value;
        int units = layer.Int("Units");
        int hidden = Hidden(layer);
        double epsilon = layer.Real("Epsilon");
        Node edges = layer.Named(inputs, EdgesName)!;
        Node own = layer.Bool("LearnEpsilon")
            ? 1 + scope.Parameter("epsilon", new Shape(1), new ParameterInit("Constant", 1, 1, epsilon), isWeight: false)
            : g.Constant(1 + epsilon);
        Node weight = Weight(scope, "hidden.weight", features, hidden);

        // The product and the sum over edges change places without changing the result: what is narrower goes along the edges.
        Node h;
        if (layer.Named(inputs, FeaturesName) is { } edgeFeatures)
        {
            h = Product((x * own) + Messages(scope, edges, x, edgeFeatures), weight);
        }
        else if (hidden <= features)
        {
            Node narrow = Product(x, weight);
            h = (narrow * own) + Neighbours(edges, narrow);
        }
        else
        {
            h = Product((x * own) + Neighbours(edges, x), weight);
        }

        if (layer.Bool("Bias"))
        {
            h += scope.Parameter("hidden.bias", new Shape(hidden), scope.BiasInit(features, hidden), isWeight: false);
        }

        Node y = Product(g.Max(h, 0), Weight(scope, "weight", hidden, units));
        return scope.Activate(scope.AddBias(y, hidden, units));
    }

    /// <summary>Of each edge what is positive of the features where it begins and a dense layer of its own, added up where it ends.</summary>
    private static Node Messages(LayerScope scope, Node edges, Node x, Node edgeFeatures)
    {
        Graph g = scope.Graph;
        int features = x.Shape.Channels.Value;
        Node own = OfFeatures(scope, edges, x, edgeFeatures, features);
        if (scope.Layer.Bool("Bias"))
        {
            own += scope.Parameter("edge.bias", new Shape(features), scope.BiasInit(edgeFeatures.Shape.Channels.Value, features), isWeight: false);
        }

        return g.EdgeSum(edges, null, g.Max(g.EdgeGather(edges, x, EdgeEnd.From) + own, 0), x.Shape[1], EdgeEnd.To);
    }

    private static int Hidden(Layer layer) => layer.Int("Hidden") > 0 ? layer.Int("Hidden") : layer.Int("Units");

    public override long Macs(Layer layer, IReadOnlyList<Shape> inputs, Shape output) =>
        (inputs[0].Size.Constant * Hidden(layer)) + (inputs[0][0].Constant * Hidden(layer) * layer.Int("Units"))
        + (inputs[1][0].Constant * (layer.Named(inputs, FeaturesName) is { } edges ? inputs[0].Channels.Constant * (edges.Channels.Constant + 1)
            : Math.Min(Hidden(layer), inputs[0].Channels.Constant)));
}
