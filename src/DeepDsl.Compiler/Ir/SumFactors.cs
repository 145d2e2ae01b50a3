using DeepDsl.Compiler.Ir.Primitives;

namespace DeepDsl.Compiler.Ir;

/// <summary>
/// Moves out of a sum what does not change along it: sum(a * c) = c * sum(a), and sum(a * c + b) = c * sum(a) + sum(b). The gradient of a
/// normalization then needs the two sums that everybody writes down, in one pass over its data, instead of three in two.
/// </summary>
internal static class SumFactors
{
    /// <summary>
    /// Maps that are looked through, one behind another: the gradient of a long chain of sums is one as long, and each of its sums asks.
    /// </summary>
    private const int MostMaps = 32;

    /// <summary>The sum in a cheaper form; null where nothing can be moved out.</summary>
    public static Node? Move(Graph graph, Node x, int[] axes) => Move(graph, x, axes, MostMaps);

    private static Node? Move(Graph graph, Node x, int[] axes, int maps) =>
        maps > 0 && x is MapNode map && map.Shape == Largest(map) ? Sum(graph, map, map.Body, axes, maps) : null;

    private static Node? Sum(Graph graph, MapNode map, Expr body, int[] axes, int maps) => body switch
    {
        UnaryExpr { Op: UnaryOp.Negate } u when Sum(graph, map, u.Operand, axes, maps) is { } sum => -sum,
        BinaryExpr { Op: BinaryOp.Add } b when Terms(graph, map, b, axes, maps) is var (left, right) => left + right,
        BinaryExpr { Op: BinaryOp.Subtract } b when Terms(graph, map, b, axes, maps) is var (left, right) => left - right,
        BinaryExpr { Op: BinaryOp.Multiply } b when IsSteady(map, b.Left, axes) => Node(graph, map, b.Left) * Whole(graph, map, b.Right, axes),
        BinaryExpr { Op: BinaryOp.Multiply } b when IsSteady(map, b.Right, axes) => Node(graph, map, b.Right) * Whole(graph, map, b.Left, axes),
        BinaryExpr { Op: BinaryOp.Divide } b when IsSteady(map, b.Right, axes) => Whole(graph, map, b.Left, axes) / Node(graph, map, b.Right),
        ArgExpr a when map.Inputs[a.Index] is MapNode inner && inner.Shape == map.Shape => Move(graph, inner, axes, maps - 1),
        _ => null,
    };

    /// <summary>
    /// Both terms of a sum, if something can be moved out of one of them. Numbers alone are not worth reading the terms one by one, where the
    /// sum of them is read anyway.
    /// </summary>
    private static (Node Left, Node Right)? Terms(Graph graph, MapNode map, BinaryExpr b, int[] axes, int maps)
    {
        if (!MovesValue(map, b, axes, maps))
        {
            return null;
        }

        Node? left = Sum(graph, map, b.Left, axes, maps);
        Node? right = Sum(graph, map, b.Right, axes, maps);
        return left is null && right is null ? null : (left ?? Whole(graph, map, b.Left, axes), right ?? Whole(graph, map, b.Right, axes));
    }

    /// <summary>Whether more than numbers can be moved out of the sum of an expression.</summary>
    private static bool MovesValue(MapNode map, Expr body, int[] axes, int maps) => body switch
    {
        UnaryExpr { Op: UnaryOp.Negate } u => MovesValue(map, u.Operand, axes, maps),
        BinaryExpr { Op: BinaryOp.Add or BinaryOp.Subtract } b => MovesValue(map, b.Left, axes, maps) || MovesValue(map, b.Right, axes, maps),
        BinaryExpr { Op: BinaryOp.Multiply, Left: ConstExpr } b => MovesValue(map, b.Right, axes, maps),
        BinaryExpr { Op: BinaryOp.Multiply, Right: ConstExpr } b => MovesValue(map, b.Left, axes, maps),
        BinaryExpr { Op: BinaryOp.Divide, Right: ConstExpr } b => MovesValue(map, b.Left, axes, maps),
        BinaryExpr { Op: BinaryOp.Multiply } b => IsSteady(map, b.Left, axes) || IsSteady(map, b.Right, axes),
        BinaryExpr { Op: BinaryOp.Divide } b => IsSteady(map, b.Right, axes),
        ArgExpr a => maps > 1 && map.Inputs[a.Index] is MapNode inner && inner.Shape == map.Shape && inner.Shape == Largest(inner)
            && MovesValue(inner, inner.Body, axes, maps - 1),
        _ => false,
    };

    private static Node Whole(Graph graph, MapNode map, Expr body, int[] axes) => graph.Sum(graph.Map(body, map.Shape, [.. map.Inputs]), axes);

    /// <summary>A steady factor at its own size, which is that of the inputs it reads.</summary>
    private static Node Node(Graph graph, MapNode map, Expr body)
    {
        List<Node> read = [];
        Expr compact = Exprs.Substitute(body, i =>
        {
            if (!read.Contains(map.Inputs[i]))
            {
                read.Add(map.Inputs[i]);
            }

            return Exprs.Arg(read.IndexOf(map.Inputs[i]));
        });
        return graph.Map(compact, null, [.. read]);
    }

    /// <summary>Whether an expression has one value along the axes.</summary>
    private static bool IsSteady(MapNode map, Expr body, int[] axes) => body switch
    {
        ConstExpr or SizeExpr => true,
        ArgExpr a => IsSteady(map.Inputs[a.Index].Shape, map.Shape, axes),
        UnaryExpr u => IsSteady(map, u.Operand, axes),
        BinaryExpr b => IsSteady(map, b.Left, axes) && IsSteady(map, b.Right, axes),
        SelectExpr s => IsSteady(map, s.Condition, axes) && IsSteady(map, s.WhenTrue, axes) && IsSteady(map, s.WhenFalse, axes),
        _ => false,
    };

    private static bool IsSteady(Shape operand, Shape shape, int[] axes) =>
        axes.All(axis => axis - (shape.Rank - operand.Rank) is var own && (own < 0 || operand[own].IsOne));

    private static Shape Largest(MapNode map) => map.Inputs.Aggregate(Shape.Scalar, (s, i) => Shape.Broadcast(s, i.Shape) ?? s);
}
