using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;

namespace DeepDsl.Onnx;

using Dim = DeepDsl.Compiler.Ir.Dim;

/// <summary>Expressions that patterns are made of.</summary>
internal static class Match
{
    private static readonly Expr s_sum = Exprs.Arg(0) + Exprs.Arg(1);
    private static readonly Expr s_difference = Exprs.Arg(0) - Exprs.Arg(1);
    private static readonly Expr s_product = Exprs.Arg(0) * Exprs.Arg(1);
    private static readonly Expr s_quotient = Exprs.Arg(0) / Exprs.Arg(1);
    private static readonly Expr s_square = Exprs.Arg(0) * Exprs.Arg(0);

    public static bool IsSum(Node node, out Node left, out Node right) => IsBinary(node, s_sum, out left, out right);

    public static bool IsDifference(Node node, out Node left, out Node right) => IsBinary(node, s_difference, out left, out right);

    public static bool IsProduct(Node node, out Node left, out Node right) => IsBinary(node, s_product, out left, out right);

    public static bool IsQuotient(Node node, out Node left, out Node right) => IsBinary(node, s_quotient, out left, out right);

    public static bool IsSquareOf(Node node, Node x) => node is MapNode map && map.Body.Equals(s_square) && map.Inputs[0] == x;

    public static bool IsUnary(Node node, UnaryOp op, out Node x)
    {
        x = node is MapNode { Inputs.Count: 1 } ? node.Inputs[0] : node;
        return node is MapNode { Body: UnaryExpr { Operand: ArgExpr } unary } && unary.Op == op && x.Shape == node.Shape;
    }

    /// <summary>Whether it is 1 / sqrt(x + a number).</summary>
    public static bool IsInverseRoot(Node node, out Node x, out float added)
    {
        x = node is MapNode { Inputs.Count: 1 } ? node.Inputs[0] : node;
        BinaryExpr? sum = node is MapNode
        {
            Body: BinaryExpr
            {
                Op: BinaryOp.Divide, Left: ConstExpr { Value: 1 }, Right: UnaryExpr { Op: UnaryOp.Sqrt, Operand: BinaryExpr inner },
            },
        } ? inner : null;
        added = sum is { Op: BinaryOp.Add, Left: ArgExpr, Right: ConstExpr number } ? (float)number.Value : 0;
        return sum is { Op: BinaryOp.Add, Left: ArgExpr, Right: ConstExpr } && x.Shape == node.Shape;
    }

    /// <summary>Whether it is a mean, which is a sum times a number.</summary>
    public static bool IsMean(Node node, out ReduceNode sum)
    {
        sum = (node as MapNode)?.Inputs.FirstOrDefault() as ReduceNode ?? null!;
        if (node is not MapNode { Inputs.Count: 1 } map || sum is not { Kind: ReduceKind.Sum } || sum.Shape != map.Shape)
        {
            return false;
        }

        Shape summed = sum.Inputs[0].Shape;
        Dim count = sum.Axes.Aggregate((Dim)1, (n, axis) => n * summed[axis]);
        return map.Body is BinaryExpr { Op: BinaryOp.Multiply, Left: ConstExpr factor, Right: ArgExpr }
                ? count.IsConstant && factor.Value == 1.0 / count.Constant
            : map.Body is BinaryExpr { Op: BinaryOp.Divide, Left: ArgExpr, Right: SizeExpr size } && size.Dim == count;
    }

    private static bool IsBinary(Node node, Expr body, out Node left, out Node right)
    {
        bool fits = node is MapNode { Inputs.Count: 2 } map && map.Body.Equals(body);
        (left, right) = fits ? (node.Inputs[0], node.Inputs[1]) : (node, node);
        return fits;
    }
}
