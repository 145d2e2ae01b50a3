using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;

namespace DeepDsl.Compiler.Programs.Passes;

/// <summary>
/// Maps of the same elements, seen as the rows of a product here and as sequences there, have one shape: a loop computes those of one shape
/// alone, and what lies between two of them would be stored.
/// </summary>
internal sealed class MapShapes
{
    private readonly Dictionary<Node, Node> _joined = [];

    private MapShapes()
    {
    }

    /// <summary>The maps that get another shape than their own: of those that read each other, the one with most axes.</summary>
    public static IReadOnlyDictionary<Node, Shape> Of(IEnumerable<Node> nodes)
    {
        MapShapes shapes = new();
        MapNode[] maps = [.. nodes.OfType<MapNode>()];
        foreach (MapNode map in maps)
        {
            foreach (MapNode read in map.Inputs.Where(i => i.Shape == map.Shape).Select(Views.Source).OfType<MapNode>())
            {
                shapes._joined[shapes.Representative(map)] = shapes.Representative(read);
            }
        }

        return maps.GroupBy(shapes.Representative)
            .Select(joined => (Maps: joined, joined.OrderByDescending(m => m.Shape.Rank).First().Shape))
            .SelectMany(joined => joined.Maps.Select(m => (Map: m, joined.Shape)))
            .Where(m => m.Shape != m.Map.Shape)
            .ToDictionary(m => (Node)m.Map, m => m.Shape);
    }

    /// <summary>A map over inputs of its own shape, computed in another; null where an input repeats along an axis that the other lacks.</summary>
    public static Node? Under(MapNode map, IReadOnlyList<Node> inputs, Shape shape)
    {
        Graph graph = map.Graph;
        Node?[] own = [.. inputs.Select(i => Under(i.Shape, map.Shape, shape) is not { } operand ? null
            : i is RandomNode random ? (operand == shape ? graph.Random(random.Kind, random.Stream, shape) : null)
            : graph.Reshape(i, operand))];
        return own.Contains(null) ? null : graph.Reshape(graph.Map(map.Body, shape, [.. own.OfType<Node>()]), map.Shape);
    }

    /// <summary>
    /// The shape that an operand of a loop over one shape has in a loop over another of the same elements; null where it has none.
    /// </summary>
    public static Shape? Under(Shape operand, Shape from, Shape to)
    {
        if (operand == from || from == to)
        {
            return operand == from ? to : operand;
        }

        Shape aligned = new(Enumerable.Repeat((Dim)1, from.Rank - operand.Rank).Concat(operand));
        return operand.Size.IsOne ? Shape.Scalar
            : from[-1] != to[-1] ? null
            : aligned.Take(from.Rank - 1).All(d => d.IsOne) ? new Shape(operand[-1])
            : aligned == from.With(-1, 1) ? to.With(-1, 1)
            : null;
    }

    /// <summary>The axes of a value that are those of its rows in a matrix, or of its columns; null of others.</summary>
    public static IReadOnlyList<int>? Axes(IReadOnlyList<int> axes, Shape matrix, Shape value) =>
        matrix.Rank != 2 || value.Rank < 2 || matrix[-1] != value[-1] || axes.Count != 1 ? null
        : axes[0] == 0 ? [.. Enumerable.Range(0, value.Rank - 1)] : [value.Rank - 1];

    private Node Representative(Node map)
    {
        while (_joined.TryGetValue(map, out Node other) && other != map)
        {
            map = other;
        }

        return map;
    }
}
