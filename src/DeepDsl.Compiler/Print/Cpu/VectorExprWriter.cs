using DeepDsl.Compiler.Ir;

namespace DeepDsl.Compiler.Print.Cpu;

/// <summary>
/// Scalar expressions as vector code. A product that is added becomes one fused multiply-add, also where others read the product: how a sum
/// is rounded does not depend on what else its loop computes.
/// </summary>
internal sealed class VectorExprWriter(CodeWriter writer, Func<int, string> operand, string parts = "t") : ExprWriter(writer, "V", parts)
{
    protected override string Write(Expr e) => e switch
    {
        ArgExpr a => operand(a.Index),
        ConstExpr { Value: 0 } => "V.Zero",
        ConstExpr c => $"V.Broadcast({Literals.Float(c.Value)})",
        SizeExpr s => $"V.Broadcast((float)({Literals.Int(s.Dim, "(long)launch.N", symbol => $"(long)launch.Symbols.{symbol}")}))",
        UnaryExpr { Op: UnaryOp.Negate } u => $"(-{Text(u.Operand)})",
        UnaryExpr { Op: UnaryOp.Sign } u => Sign(Text(u.Operand)),
        UnaryExpr u => $"V.{u.Op}({Unwrapped(Text(u.Operand))})",
        BinaryExpr b => Binary(b),
        SelectExpr s => Select(s),
        _ => throw new InvalidOperationException($"No vector code for {e}."),
    };

    private static string Sign(string x) =>
        $"V.Select(V.Less(V.Zero, {x}), V.Broadcast(1f), V.Select(V.Less({x}, V.Zero), V.Broadcast(-1f), V.Zero))";

    private string Binary(BinaryExpr b)
    {
        if (MultiplyAdd(b) is { } fused)
        {
            return $"V.MultiplyAdd({string.Join(", ", fused.Select(e => Unwrapped(Text(e))))})";
        }

        (string x, string y) = (Text(b.Left), Text(b.Right));
        return b.Op switch
        {
            // Against a constant one instruction does, and a NaN stays.
            BinaryOp.Max when b.Right is ConstExpr => $"V.AtLeast({y}, {Unwrapped(x)})",
            BinaryOp.Min when b.Right is ConstExpr => $"V.AtMost({y}, {Unwrapped(x)})",
            BinaryOp.Add => $"({x} + {y})",
            BinaryOp.Subtract => $"({x} - {y})",
            BinaryOp.Multiply => $"({x} * {y})",
            BinaryOp.Divide => $"({x} / {y})",
            BinaryOp.Less or BinaryOp.LessOrEqual or BinaryOp.Equal => $"V.Select({Condition(b)}, V.Broadcast(1f), V.Zero)",
            _ => $"V.{b.Op}({Unwrapped(x)}, {Unwrapped(y)})",
        };
    }

    protected override Expr[] Reads(Expr e) => e is BinaryExpr b && MultiplyAdd(b) is { } fused ? fused : base.Reads(e);

    /// <summary>The factors and the addend of a sum with a product.</summary>
    private static Expr[]? MultiplyAdd(BinaryExpr sum) => sum.Op != BinaryOp.Add ? null
        : sum.Left is BinaryExpr { Op: BinaryOp.Multiply } left ? [left.Left, left.Right, sum.Right]
        : sum.Right is BinaryExpr { Op: BinaryOp.Multiply } right ? [right.Left, right.Right, sum.Left]
        : null;

    private string Select(SelectExpr s)
    {
        (string a, string b) = (Unwrapped(Text(s.WhenTrue)), Unwrapped(Text(s.WhenFalse)));
        return IsCondition(s.Condition)
            ? $"V.Select({Condition((BinaryExpr)s.Condition)}, {a}, {b})"
            : $"V.Select(V.Equal({Unwrapped(Text(s.Condition))}, V.Zero), {b}, {a})";
    }

    private string Condition(BinaryExpr c) => $"V.{c.Op}({Unwrapped(Text(c.Left))}, {Unwrapped(Text(c.Right))})";
}
