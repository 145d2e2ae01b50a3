using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;

namespace DeepDsl.Compiler.Ops.Graphs;

public sealed class GraphSage : GraphLayer
{
    public override string Summary => "dense layers of each node's own features and of the mean, sum or maximum of its neighbours'";

    public override IReadOnlyList<OpArgument> Arguments { get; } =
    [
        OpArgument.Count("Units"), OpArgument.Text(EdgesName, "edges"), OpArgument.Enum("Aggregate", "Mean"), .. OpArgument.Kernel,
    ];

    public override IReadOnlyList<Example> Examples =>
    [
        new("Units = 3, Edges = \"in2\"", new Shape(4, 5), new Shape(7, 2)) { IntLimit = 4 },
        new("Units = 17, Edges = \"in2\", Aggregate = Aggregate.Sum", new Shape(3, 2), new Shape(5, 2)) { IntLimit = 3 },
        new("Units = 2, Edges = \"in2\", Aggregate = Aggregate.Max, Bias = false", new Shape(5, 3), new Shape(6, 2)) { IntLimit = 5 },
        new("Units = 1, Edges = \"in2\"", new Shape(1, 1), new Shape(1, 2)) { IntLimit = 1 },
    ];

    public override string Reference => "graph_sage(xs, weight, neighbour_weight, bias, arguments)";

    public override Node Forward(LayerScope scope, IReadOnlyList<Node> inputs)
    {
        Graph g = scope.Graph;
        Node x = inputs[0];
        Node edges = scope.Layer.Named(inputs, EdgesName)!;
        int features = x.Shape.Channels.Value;
        int units = scope.Layer.Int("Units");
        string aggregate = scope.Layer.Enum("Aggregate");
        Node own = Product(x, Weight(scope, "weight", features, units));
        Node weight = Weight(scope, "neighbour.weight", features, units);
        Node Around(Node values) => aggregate switch
        {
            "Max" => MaxOrZero(edges, g.EdgeGather(edges, values, EdgeEnd.From), x.Shape[1]),
            "Sum" => Neighbours(edges, values),
            _ => Neighbours(edges, values) / g.Max(Degrees(edges, x), 1),
        };

        // But for a maximum the product and the sum over edges change places: what is narrower goes along the edges.
        Node y = own + (aggregate != "Max" && units <= features ? Around(Product(x, weight)) : Product(Around(x), weight));
        return scope.Activate(scope.AddBias(y, features, units));
    }

    public override long Macs(Layer layer, IReadOnlyList<Shape> inputs, Shape output) =>
        (2 * inputs[0].Size.Constant * layer.Int("Units")) + (inputs[1][0].Constant * inputs[0].Channels.Constant);
}
