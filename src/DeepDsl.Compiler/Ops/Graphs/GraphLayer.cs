using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Ops.Graphs;

/// <summary>A layer over the nodes [V, F] of a graph, along its edges [E, 2].</summary>
public abstract class GraphLayer : Op
{
    protected const string EdgesName = "Edges";

    protected const string FeaturesName = "EdgeFeatures";

    /// <summary>Below every value but those that are lost anyway.</summary>
    private const double Lowest = -3e38;

    public override IReadOnlyList<string> ValueArguments => [EdgesName];

    public override InputElements TakesIn(string argument) => argument == EdgesName ? InputElements.Ints : InputElements.Floats;

    /// <summary>Of graphs that are filled up, no edge reaches the nodes that do so; what else is computed of those nobody reads.</summary>
    public override StepUse Steps(Layer layer, IReadOnlyList<Shape> inputs) => StepUse.Joins;

    public override OpRole Role => OpRole.Weights;

    public override string? WidthArgument => "Units";

    /// <summary>Width of the output, a multiple of Units where there are heads.</summary>
    protected virtual Dim Width(Layer layer) => layer.Int("Units");

    public override Shape? Infer(Layer layer, IReadOnlyList<Shape> inputs)
    {
        if (!InputChecks.Rank(layer, inputs[0], "[Nodes, F]"))
        {
            return null;
        }

        if (layer.Named(inputs, EdgesName) is not { } edges)
        {
            layer.Report(ProblemKind.MissingArgument, "needs the name of the edges, as in Edges = \"edges\".", EdgesName);
            return null;
        }

        if (edges.Rank != 2 || edges[1] != 2)
        {
            layer.Report(ProblemKind.MergeShapes,
                $"needs edges [Edges, 2], pairs of the numbers of two nodes, but \"{layer.Text(EdgesName)}\" is {edges}.", EdgesName);
            return null;
        }

        if (Has(FeaturesName) && layer.Named(inputs, FeaturesName) is { } features
            && !(features.Rank == 2 && features[0] == edges[0] && features[1].IsConstant))
        {
            layer.Report(ProblemKind.MergeShapes,
                $"needs features for each of {edges[0]} edges, [{edges[0]}, F], but \"{layer.Text(FeaturesName)}\" is {features}.", FeaturesName);
            return null;
        }

        return inputs[0].With(-1, Width(layer));
    }

    /// <summary>Which nodes a node sees the edges say: maybe all.</summary>
    public override ReceptiveField Sees(Layer layer, Shape input, ReceptiveField field) => ReceptiveField.All;

    /// <summary>Rows of nodes times a weight.</summary>
    protected static Node Product(Node x, Node weight)
    {
        Graph g = x.Graph;
        Dim rows = new Shape(x.Shape.Take(x.Shape.Rank - 1)).Size;
        return g.Reshape(g.MatMul(g.Reshape(x, new Shape(rows, x.Shape.Channels)), weight), x.Shape.With(-1, weight.Shape[1]));
    }

    protected static Node Weight(LayerScope scope, string role, int inputs, int units) =>
        scope.Parameter(role, new Shape(inputs, units), scope.WeightInit(inputs, units), torchPermutation: [1, 0]);

    /// <summary>The sum over the edges that end at a node of what is where they begin.</summary>
    protected static Node Neighbours(Node edges, Node x, Node? weights = null) => x.Graph.EdgeSum(edges, x, weights, x.Shape[1], EdgeEnd.To);

    /// <summary>The features of edges times a weight, [N, E, units]; whatever stands at what is no edge reaches no result.</summary>
    protected static Node OfFeatures(LayerScope scope, Node edges, Node x, Node features, int units)
    {
        Graph g = scope.Graph;
        Node isEdge = g.EdgeGather(edges, g.Map(1, new Shape(x.Shape[0], x.Shape[1], 1)), EdgeEnd.To);
        Node there = g.Map((present, feature) => Exprs.Select(present, feature, 0), isEdge, features);
        return Product(there, Weight(scope, "edge.weight", features.Shape.Channels.Value, units));
    }

    /// <summary>How many edges end at each node, [N, V, 1]: the sum of their weights where they have any.</summary>
    protected static Node Degrees(Node edges, Node x, Node? weights = null) => x.Graph.EdgeSum(edges, null, weights, x.Shape[1], EdgeEnd.To);

    /// <summary>The maximum over the edges that end at a node; far below everything for nodes without edges.</summary>
    protected static Node MaxAt(Node edges, Node values, Dim nodes) => values.Graph.EdgeMax(edges, values, nodes, EdgeEnd.To, Lowest);

    /// <summary>The same, zero for nodes without edges.</summary>
    protected static Node MaxOrZero(Node edges, Node values, Dim nodes) => values.Graph.Map(
        most => Exprs.Select(Exprs.Less(Lowest, most), most, 0), MaxAt(edges, values, nodes));
}
