namespace DeepDsl.Compiler.Ir;

/// <summary>Builds, evaluates, rewrites and differentiates scalar expressions.</summary>
public static class Exprs
{
    public static Expr Arg(int index) => new ArgExpr(index);

    public static Expr Unary(UnaryOp op, Expr x) => (op, x) switch
    {
        (_, ConstExpr c) => Evaluate(op, c.Value),
        (UnaryOp.Negate, UnaryExpr { Op: UnaryOp.Negate } inner) => inner.Operand,
        (UnaryOp.RoundBFloat16 or UnaryOp.RoundTensorFloat32, _) when Rounding.IsKept(op, x, _ => false) => x,
        _ => new UnaryExpr(op, x),
    };

    public static Expr Binary(BinaryOp op, Expr a, Expr b) => (op, a, b) switch
    {
        (_, ConstExpr x, ConstExpr y) => Evaluate(op, x.Value, y.Value),
        (BinaryOp.Add, ConstExpr { Value: 0 }, _) => b,
        (BinaryOp.Add or BinaryOp.Subtract, _, ConstExpr { Value: 0 }) => a,
        (BinaryOp.Subtract, ConstExpr { Value: 0 }, _) => -b,
        (BinaryOp.Multiply, ConstExpr { Value: 1 }, _) => b,
        (BinaryOp.Multiply or BinaryOp.Divide, _, ConstExpr { Value: 1 }) => a,
        (BinaryOp.Multiply, ConstExpr { Value: -1 }, _) => -b,
        (BinaryOp.Multiply, _, ConstExpr { Value: -1 }) => -a,
        // 0 * x is 0 here although x may be infinite: it arises from derivatives that are identically zero.
        (BinaryOp.Multiply, ConstExpr { Value: 0 }, _) or (BinaryOp.Multiply, _, ConstExpr { Value: 0 }) => 0,
        (BinaryOp.Divide, ConstExpr { Value: 0 }, _) => 0,
        (BinaryOp.Multiply, ConstExpr x, BinaryExpr { Op: BinaryOp.Multiply, Left: ConstExpr y } inner) => (x.Value * y.Value) * inner.Right,
        (BinaryOp.Multiply, _, ConstExpr) => new BinaryExpr(op, b, a),
        (BinaryOp.Pow, _, ConstExpr { Value: 1 }) => a,
        (BinaryOp.Pow, _, ConstExpr { Value: 2 }) => a * a,
        _ => new BinaryExpr(op, a, b),
    };

    public static Expr Select(Expr condition, Expr whenTrue, Expr whenFalse) =>
        condition is ConstExpr c ? (c.Value != 0 ? whenTrue : whenFalse)
        : whenTrue.Equals(whenFalse) ? whenTrue
        : new SelectExpr(condition, whenTrue, whenFalse);

    public static Expr Less(Expr a, Expr b) => Binary(BinaryOp.Less, a, b);

    public static Expr LessOrEqual(Expr a, Expr b) => Binary(BinaryOp.LessOrEqual, a, b);

    public static double Evaluate(Expr expr, Func<int, double> arg, Func<Dim, double> size) => expr switch
    {
        ArgExpr a => arg(a.Index),
        ConstExpr c => c.Value,
        SizeExpr s => size(s.Dim),
        UnaryExpr u => Evaluate(u.Op, Evaluate(u.Operand, arg, size)),
        BinaryExpr b => Evaluate(b.Op, Evaluate(b.Left, arg, size), Evaluate(b.Right, arg, size)),
        SelectExpr s => Evaluate(s.Condition, arg, size) != 0 ? Evaluate(s.WhenTrue, arg, size) : Evaluate(s.WhenFalse, arg, size),
        _ => throw new InvalidOperationException($"Unknown expression {expr}."),
    };

    public static double Evaluate(UnaryOp op, double x) => op switch
    {
        UnaryOp.Negate => -x,
        UnaryOp.Abs => Math.Abs(x),
        UnaryOp.Sign => double.IsNaN(x) ? x : Math.Sign(x),
        UnaryOp.Sqrt => Math.Sqrt(x),
        UnaryOp.Exp => Math.Exp(x),
        UnaryOp.ExpM1 => SpecialFunctions.ExpM1(x),
        UnaryOp.Log => Math.Log(x),
        UnaryOp.LogP1 => SpecialFunctions.LogP1(x),
        UnaryOp.Tanh => Math.Tanh(x),
        UnaryOp.Sigmoid => x >= 0 ? 1 / (1 + Math.Exp(-x)) : Math.Exp(x) / (1 + Math.Exp(x)),
        UnaryOp.Softplus => Math.Max(x, 0) + SpecialFunctions.LogP1(Math.Exp(-Math.Abs(x))),
        UnaryOp.Erf => SpecialFunctions.Erf(x),
        UnaryOp.Sin => Math.Sin(x),
        UnaryOp.Cos => Math.Cos(x),
        UnaryOp.Floor => Math.Floor(x),
        UnaryOp.RoundBFloat16 or UnaryOp.RoundTensorFloat32 => Rounding.Round(op, x),
        _ => throw new InvalidOperationException($"Unknown operation {op}."),
    };

    public static double Evaluate(BinaryOp op, double a, double b) => op switch
    {
        BinaryOp.Add => a + b,
        BinaryOp.Subtract => a - b,
        BinaryOp.Multiply => a * b,
        BinaryOp.Divide => a / b,
        BinaryOp.Max => Math.Max(a, b),
        BinaryOp.Min => Math.Min(a, b),
        BinaryOp.Pow => Math.Pow(a, b),
        BinaryOp.Less => a < b ? 1 : 0,
        BinaryOp.LessOrEqual => a <= b ? 1 : 0,
        BinaryOp.Equal => a == b ? 1 : 0,
        _ => throw new InvalidOperationException($"Unknown operation {op}."),
    };

    /// <summary>What an expression is made of; nothing for arguments and numbers.</summary>
    public static Expr[] Parts(Expr expr) => expr switch
    {
        UnaryExpr u => [u.Operand],
        BinaryExpr b => [b.Left, b.Right],
        SelectExpr s => [s.Condition, s.WhenTrue, s.WhenFalse],
        _ => [],
    };

    /// <summary>
    /// Operations of the expression, where each argument stands for an expression of <paramref name="size"/> operations: what occurs twice
    /// counts twice.
    /// </summary>
    public static long Size(Expr expr, Func<int, long> size) => expr switch
    {
        ArgExpr a => size(a.Index),
        UnaryExpr u => 1 + Size(u.Operand, size),
        BinaryExpr b => 1 + Size(b.Left, size) + Size(b.Right, size),
        SelectExpr s => 1 + Size(s.Condition, size) + Size(s.WhenTrue, size) + Size(s.WhenFalse, size),
        _ => 0,
    };

    /// <summary>The expression with every input replaced: composition of maps.</summary>
    public static Expr Substitute(Expr expr, Func<int, Expr> arg) => expr switch
    {
        ArgExpr a => arg(a.Index),
        UnaryExpr u => Unary(u.Op, Substitute(u.Operand, arg)),
        BinaryExpr b => Binary(b.Op, Substitute(b.Left, arg), Substitute(b.Right, arg)),
        SelectExpr s => Select(Substitute(s.Condition, arg), Substitute(s.WhenTrue, arg), Substitute(s.WhenFalse, arg)),
        _ => expr,
    };

    /// <summary>The derivative with respect to input <paramref name="index"/>. At a kink it is the one PyTorch takes.</summary>
    public static Expr Differentiate(Expr expr, int index) => expr switch
    {
        ArgExpr a => a.Index == index ? 1 : 0,
        UnaryExpr u => Differentiate(u, index),
        BinaryExpr b => Differentiate(b, index),
        SelectExpr s => Select(s.Condition, Differentiate(s.WhenTrue, index), Differentiate(s.WhenFalse, index)),
        _ => 0,
    };

    private static Expr Differentiate(UnaryExpr u, int index)
    {
        Expr x = u.Operand;
        Expr dx = Differentiate(x, index);
        return dx is ConstExpr { Value: 0 } ? 0 : u.Op switch
        {
            UnaryOp.Negate => -dx,
            UnaryOp.Abs => dx * Unary(UnaryOp.Sign, x),
            UnaryOp.Sqrt => dx * (0.5 / u),
            UnaryOp.Exp => dx * u,
            UnaryOp.ExpM1 => dx * Unary(UnaryOp.Exp, x), // not u + 1, which loses its digits for very negative x
            UnaryOp.Log => dx / x,
            UnaryOp.LogP1 => dx / (1 + x),
            UnaryOp.Tanh => dx * (1 - (u * u)),
            UnaryOp.Sigmoid => dx * (u * (1 - u)),
            UnaryOp.Softplus => dx * Unary(UnaryOp.Sigmoid, x),
            UnaryOp.Erf => dx * (2 / Math.Sqrt(Math.PI) * Unary(UnaryOp.Exp, -(x * x))),
            UnaryOp.Sin => dx * Unary(UnaryOp.Cos, x),
            UnaryOp.Cos => -(dx * Unary(UnaryOp.Sin, x)),
            UnaryOp.Sign or UnaryOp.Floor => 0,
            UnaryOp.RoundBFloat16 or UnaryOp.RoundTensorFloat32 => dx,
            _ => throw new InvalidOperationException($"No derivative of {u.Op}."),
        };
    }

    private static Expr Differentiate(BinaryExpr e, int index)
    {
        (Expr a, Expr b) = (e.Left, e.Right);
        Expr da = Differentiate(a, index);
        Expr db = Differentiate(b, index);
        return e.Op switch
        {
            BinaryOp.Add => da + db,
            BinaryOp.Subtract => da - db,
            BinaryOp.Multiply => (da * b) + (a * db),
            BinaryOp.Divide => (da / b) - (db * (e / b)),
            // At a tie of max(x, 0) the derivative is 0 (ReLU); of two values it goes to the second.
            BinaryOp.Max => Select(Less(b, a), da, db),
            BinaryOp.Min => Select(Less(a, b), da, db),
            BinaryOp.Pow => b is ConstExpr c
                ? da * (c.Value * Binary(BinaryOp.Pow, a, c.Value - 1))
                : (da * (b * Binary(BinaryOp.Pow, a, b - 1))) + (db * PowerByExponent(e, a)),
            _ => 0,
        };
    }

    /// <summary>a^b * log a, which at a = 0 is taken as its limit 0 rather than 0 * infinity.</summary>
    private static Expr PowerByExponent(Expr power, Expr a) =>
        Select(Binary(BinaryOp.Equal, a, 0), 0, power * Unary(UnaryOp.Log, a));
}
