using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;

namespace DeepDsl.Onnx;

/// <summary>Activations that are several primitives here.</summary>
internal static class ActivationPatterns
{
    private const int OpsetOfGelu = 20;

    /// <summary>exp(x - max(x)) / sum(exp(x - max(x))).</summary>
    public static Pattern? Softmax(Node last, int opset) =>
        Match.IsQuotient(last, out Node exp, out Node sum) && Match.IsUnary(exp, UnaryOp.Exp, out Node shifted)
        && Along(ReduceKind.Sum, sum, exp) is { } axis && IsShifted(shifted, axis, out Node x, out Node max)
            ? Of("Softmax", x, axis, [exp, sum, shifted, max]) : null;

    /// <summary>x - max(x) - log(sum(exp(x - max(x)))).</summary>
    public static Pattern? LogSoftmax(Node last, int opset) =>
        Match.IsDifference(last, out Node shifted, out Node log) && log is MapNode { Body: UnaryExpr { Op: UnaryOp.Log, Operand: ArgExpr } }
        && log.Inputs[0] is ReduceNode sum && Match.IsUnary(sum.Inputs[0], UnaryOp.Exp, out Node same) && same == shifted
        && Along(ReduceKind.Sum, sum, sum.Inputs[0]) is { } axis && IsShifted(shifted, axis, out Node x, out Node max)
            ? Of("LogSoftmax", x, axis, [shifted, log, sum, sum.Inputs[0], max]) : null;

    /// <summary>0.5 * x * (1 + erf(x * sqrt(0.5))).</summary>
    public static Pattern? Gelu(Node last, int opset)
    {
        if (opset < OpsetOfGelu || !Match.IsProduct(last, out Node half, out Node whole) || Scaled(half, 0.5) is not { } x
            || whole is not MapNode { Inputs.Count: 1, Body: BinaryExpr { Op: BinaryOp.Add, Left: ConstExpr { Value: 1 }, Right: ArgExpr } }
            || !Match.IsUnary(whole.Inputs[0], UnaryOp.Erf, out Node scaled) || Scaled(scaled, Math.Sqrt(0.5)) != x)
        {
            return null;
        }

        return new Pattern([x], [half, whole, whole.Inputs[0], scaled], (s, result) =>
        {
            AxisOrder order = s.IsChannelsFirst(x) ? AxisOrder.ChannelsFirst : AxisOrder.ChannelsLast;
            s.Set(result, s.Writer.Call("Gelu", [s.Read(x, order)]), order);
        });
    }

    private static Node? Scaled(Node node, double factor) =>
        node is MapNode { Inputs.Count: 1, Body: BinaryExpr { Op: BinaryOp.Multiply, Left: ConstExpr constant, Right: ArgExpr } }
        && constant.Value == factor && node.Inputs[0].Shape == node.Shape ? node.Inputs[0] : null;

    /// <summary>The one axis along which something is reduced; null where it is something else.</summary>
    private static int? Along(ReduceKind kind, Node node, Node x) =>
        node is ReduceNode { Axes.Count: 1 } reduce && reduce.Kind == kind && reduce.Inputs[0] == x ? reduce.Axes[0] : null;

    private static bool IsShifted(Node node, int axis, out Node x, out Node max) =>
        Match.IsDifference(node, out x, out max) && Along(ReduceKind.Max, max, x) == axis;

    private static Pattern Of(string op, Node x, int axis, Node[] covers) => new([x], covers, (s, result) =>
    {
        AxisOrder order = s.IsChannelsFirst(x) ? AxisOrder.ChannelsFirst : AxisOrder.ChannelsLast;
        s.Set(result, s.Writer.Call(op, [s.Read(x, order)], ("axis", ExportScope.Axis(axis, x.Shape.Rank, order))), order);
    });
}
