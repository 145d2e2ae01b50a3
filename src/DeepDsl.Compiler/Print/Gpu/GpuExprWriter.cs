using DeepDsl.Compiler.Ir;

namespace DeepDsl.Compiler.Print.Gpu;

/// <summary>Scalar expressions as code for one thread.</summary>
internal sealed class GpuExprWriter(CodeWriter writer, Func<int, string> operand, string prefix = "t") : ExprWriter(writer, "float", prefix)
{
    protected override string Write(Expr e) => e switch
    {
        ArgExpr a => operand(a.Index),
        ConstExpr c => Literals.Float(c.Value),
        SizeExpr s => $"(float)({Literals.Int(s.Dim, "(long)n", symbol => "(long)" + IndexPrinter.Symbol(symbol))})",
        UnaryExpr { Op: UnaryOp.Negate } u => $"(-{Text(u.Operand)})",
        UnaryExpr u => $"GpuMath.{u.Op}({Unwrapped(Text(u.Operand))})",
        BinaryExpr b => Binary(b),
        SelectExpr s => $"({Condition(s.Condition)} ? {Text(s.WhenTrue)} : {Text(s.WhenFalse)})",
        _ => throw new InvalidOperationException($"No GPU code for {e}."),
    };

    private string Binary(BinaryExpr b)
    {
        if (IsCondition(b))
        {
            return $"({Condition(b)} ? 1f : 0f)";
        }

        (string x, string y) = (Text(b.Left), Text(b.Right));
        return b.Op switch
        {
            BinaryOp.Add => $"({x} + {y})",
            BinaryOp.Subtract => $"({x} - {y})",
            BinaryOp.Multiply => $"({x} * {y})",
            BinaryOp.Divide => $"({x} / {y})",
            _ => $"GpuMath.{b.Op}({Unwrapped(x)}, {Unwrapped(y)})",
        };
    }

    private string Condition(Expr e)
    {
        if (e is not BinaryExpr b || !IsCondition(b))
        {
            return $"{Text(e)} != 0f";
        }

        string sign = b.Op switch { BinaryOp.Less => "<", BinaryOp.LessOrEqual => "<=", _ => "==" };
        return $"{Text(b.Left)} {sign} {Text(b.Right)}";
    }
}
