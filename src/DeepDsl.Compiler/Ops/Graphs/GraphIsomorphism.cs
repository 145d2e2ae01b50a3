using DeepDsl.Compiler.Ir;

namespace DeepDsl.Compiler.Ops.Graphs;

public sealed class GraphIsomorphism : GraphLayer
{
    public override string Summary => "two dense layers of (1 + epsilon) times each node's features and the sum of its neighbours' (GIN)";

    public override IReadOnlyList<OpArgument> Arguments { get; } =
    [
        OpArgument.Count("Units"), OpArgument.Text(EdgesName, "edges"), new("Hidden", ArgumentType.Integer, 0, 0, 1 << 20), OpArgument.Real("Epsilon", 0),
        OpArgument.Bool("LearnEpsilon", false), .. OpArgument.Kernel,
    ];

    public override IReadOnlyList<Example> Examples =>
    [
        new("Units = 3, Edges = \"in2\"", new Shape(4, 5), new Shape(7, 2)) { IntLimit = 4 },
        new("Units = 2, Edges = \"in2\", Hidden = 17, Epsilon = 0.5, Bias = false", new Shape(3, 2), new Shape(5, 2)) { IntLimit = 3 },
        new("Units = 4, Edges = \"in2\", LearnEpsilon = true, Activation = Activation.Tanh", new Shape(5, 3), new Shape(6, 2)) { IntLimit = 5 },
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
        Node sum = Neighbours(layer.Named(inputs, EdgesName)!, x);
        Node own = layer.Bool("LearnEpsilon")
            ? x * (1 + scope.Parameter("epsilon", new Shape(1), new ParameterInit("Constant", 1, 1, epsilon), isWeight: false))
            : x * (1 + epsilon);
        Node h = Product(own + sum, Weight(scope, "hidden.weight", features, hidden));
        if (layer.Bool("Bias"))
        {
            h += scope.Parameter("hidden.bias", new Shape(hidden), scope.BiasInit(features, hidden), isWeight: false);
        }

        Node y = Product(g.Max(h, 0), Weight(scope, "weight", hidden, units));
        return scope.Activate(scope.AddBias(y, hidden, units));
    }

    private static int Hidden(Layer layer) => layer.Int("Hidden") > 0 ? layer.Int("Hidden") : layer.Int("Units");

    public override long Macs(Layer layer, IReadOnlyList<Shape> inputs, Shape output) =>
        (inputs[0].Size.Constant * Hidden(layer)) + (inputs[0][0].Constant * Hidden(layer) * layer.Int("Units"))
        + (inputs[1][0].Constant * inputs[0].Channels.Constant);
}
