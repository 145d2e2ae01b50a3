using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;
using DeepDsl.Compiler.Ops.Activations;

namespace DeepDsl.Compiler.Ops.Graphs;

public sealed class GraphAttention : GraphLayer
{
    public override string Summary => "a dense layer of each node's neighbours, weighted by a softmax of learned scores of both nodes, and of features of the edge, by heads (GAT)";

    public override IReadOnlyList<OpArgument> Arguments { get; } =
    [
        OpArgument.Count("Units"), OpArgument.Text(EdgesName, "edges"), OpArgument.Text(FeaturesName, ""), OpArgument.Steps("Heads", 1, 1), OpArgument.Bool("Average", false),
        OpArgument.Real("NegativeSlope", 0.2, 0), OpArgument.Real("Dropout", 0, 0, 1), OpArgument.Bool("SelfLoops", true), .. OpArgument.Kernel,
    ];

    public override IReadOnlyList<string> ValueArguments => [EdgesName, FeaturesName];

    public override IReadOnlyList<Example> Examples =>
    [
        new("Units = 3, Edges = \"in2\"", new Shape(4, 5), new Shape(7, 2)) { IntLimit = 4 },
        new("Units = 2, Edges = \"in2\", Heads = 3, Activation = Activation.Tanh", new Shape(5, 4), new Shape(9, 2)) { IntLimit = 5 },
        new("Units = 17, Edges = \"in2\", Heads = 2, Average = true, SelfLoops = false", new Shape(3, 2), new Shape(5, 2)) { IntLimit = 3 },
        new("Units = 2, Edges = \"in2\", Heads = 2, Dropout = 0.4", new Shape(4, 3), new Shape(6, 2)) { IntLimit = 4 },
        new("Units = 3, Edges = \"in2\", EdgeFeatures = \"in3\", Heads = 2", new Shape(4, 5), new Shape(7, 2), new Shape(7, 3)) { IntLimit = 4 },
        new("Units = 17, Edges = \"in2\", EdgeFeatures = \"in3\", Heads = 3, SelfLoops = false", new Shape(3, 2), new Shape(8, 2), new Shape(8, 1)) { IntLimit = 3 },
        new("Units = 1, Edges = \"in2\"", new Shape(1, 1), new Shape(1, 2)) { IntLimit = 1 },
    ];

    public override string Reference => "graph_attention(xs, names)";

    protected override Dim Width(Layer layer) => layer.Bool("Average") ? layer.Int("Units") : (Dim)layer.Int("Units") * layer.Int("Heads");

    public override Node Forward(LayerScope scope, IReadOnlyList<Node> inputs)
    {
        Graph g = scope.Graph;
        Layer layer = scope.Layer;
        Node x = inputs[0];
        Node edges = layer.Named(inputs, EdgesName)!;
        (int features, int heads, int units) = (x.Shape.Channels.Value, layer.Int("Heads"), layer.Int("Units"));
        Node h = Product(x, Weight(scope, "weight", features, heads * units));
        Shape byHead = new(x.Shape[0], x.Shape[1], heads, units);
        Node Score(Node values, string role) => g.Reshape(
            g.Sum(g.Reshape(values, new Shape(values.Shape[0], values.Shape[1], heads, units)) * Scorer(scope, role, heads, units), 3),
            values.Shape.With(-1, heads));

        // A score for each edge, and for each node with itself.
        double slope = layer.Real("NegativeSlope");
        Node begins = Score(h, "from");
        Node ends = Score(h, "to");
        Node edge = g.EdgeGather(edges, begins, EdgeEnd.From) + g.EdgeGather(edges, ends, EdgeEnd.To);
        Node self = begins + ends;
        if (layer.Named(inputs, FeaturesName) is { } edgeFeatures)
        {
            // Of itself a node has the mean of its edges.
            Node along = Score(OfFeatures(scope, edges, x, edgeFeatures, heads * units), "along");
            edge += along;
            self += g.EdgeSum(edges, null, along, x.Shape[1], EdgeEnd.To) / g.Max(Degrees(edges, x), 1);
        }

        edge = LeakyReLU.Of(edge, slope);
        Node? own = layer.Bool("SelfLoops") ? LeakyReLU.Of(self, slope) : null;
        Node most = MaxAt(edges, edge, x.Shape[1]);
        most = g.Detach(own is null ? most : g.Max(most, own));
        Node weights = g.Exp(edge - g.EdgeGather(edges, most, EdgeEnd.To));
        Node? ownWeight = own is null ? null : g.Exp(own - most);
        Node total = g.EdgeSum(edges, null, weights, x.Shape[1], EdgeEnd.To);
        total = ownWeight is null ? g.Max(total, 1e-30) : total + ownWeight;
        (weights, ownWeight) = Dropped(scope, weights, ownWeight);
        Node sum = g.Reshape(Neighbours(edges, h, weights), byHead);
        Node Repeated(Node perHead) => g.Reshape(perHead, byHead.With(-1, 1));
        sum = ownWeight is null ? sum : sum + (Repeated(ownWeight) * g.Reshape(h, byHead));
        Node y = sum / Repeated(total);
        y = layer.Bool("Average") ? g.Mean(y, 2) : y;
        return scope.Activate(scope.AddBias(g.Reshape(y, x.Shape.With(-1, Width(layer))), features, Width(layer).Constant));
    }

    private static Node Scorer(LayerScope scope, string role, int heads, int units) =>
        scope.Parameter($"{role}.weight", new Shape(heads, units), scope.WeightInit(units, 1));

    /// <summary>In training each weight is zero with the probability of Dropout, and larger otherwise.</summary>
    private static (Node Weights, Node? Own) Dropped(LayerScope scope, Node weights, Node? own)
    {
        if (scope.Rate("Dropout") is not { } rate)
        {
            return (weights, own);
        }

        Graph g = scope.Graph;
        (Dim edges, Dim nodes, Dim heads) = (weights.Shape[1], own?.Shape[1] ?? 0, weights.Shape[2]);
        Node random = scope.Random(RandomKind.Uniform, new Shape(weights.Shape[0], edges + nodes, heads));
        Node Drop(Node x, Dim start) => Noise.Dropout.Drop(x, g.Slice(random, 1, start, x.Shape[1]), rate);
        return (Drop(weights, 0), own is null ? null : Drop(own, edges));
    }

    public override long Macs(Layer layer, IReadOnlyList<Shape> inputs, Shape output)
    {
        long width = (long)layer.Int("Units") * layer.Int("Heads");
        return (inputs[0].Size.Constant * width) + (2 * inputs[0][0].Constant * width) + (inputs[1][0].Constant * width)
            + (layer.Named(inputs, FeaturesName) is { } edges ? edges.Size.Constant * width : 0);
    }
}
