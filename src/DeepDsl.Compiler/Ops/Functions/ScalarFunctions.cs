using DeepDsl.Compiler.Ir;

namespace DeepDsl.Compiler.Ops.Functions;

/// <summary>The methods of MathF that a function for [Map] or a custom loss may call.</summary>
internal static class ScalarFunctions
{
    private static readonly Dictionary<(string Name, int Arguments), Func<Expr[], Expr>> Table = new()
    {
        [("Abs", 1)] = a => Exprs.Unary(UnaryOp.Abs, a[0]),
        [("Sign", 1)] = a => Exprs.Unary(UnaryOp.Sign, a[0]),
        [("Sqrt", 1)] = a => Exprs.Unary(UnaryOp.Sqrt, a[0]),
        [("Exp", 1)] = a => Exprs.Unary(UnaryOp.Exp, a[0]),
        [("Log", 1)] = a => Log(a[0]),
        [("Log", 2)] = a => Log(a[0]) / Log(a[1]),
        [("Log2", 1)] = a => Log(a[0]) * (1 / Math.Log(2)),
        [("Log10", 1)] = a => Log(a[0]) * (1 / Math.Log(10)),
        [("Tanh", 1)] = a => Exprs.Unary(UnaryOp.Tanh, a[0]),
        [("Sin", 1)] = a => Exprs.Unary(UnaryOp.Sin, a[0]),
        [("Cos", 1)] = a => Exprs.Unary(UnaryOp.Cos, a[0]),
        [("Tan", 1)] = a => Exprs.Unary(UnaryOp.Sin, a[0]) / Exprs.Unary(UnaryOp.Cos, a[0]),
        [("Floor", 1)] = a => Exprs.Unary(UnaryOp.Floor, a[0]),
        [("Ceiling", 1)] = a => -Exprs.Unary(UnaryOp.Floor, -a[0]),
        [("Max", 2)] = a => Exprs.Binary(BinaryOp.Max, a[0], a[1]),
        [("Min", 2)] = a => Exprs.Binary(BinaryOp.Min, a[0], a[1]),
        [("Clamp", 3)] = a => Exprs.Binary(BinaryOp.Min, Exprs.Binary(BinaryOp.Max, a[0], a[1]), a[2]),
        [("Pow", 2)] = a => Exprs.Binary(BinaryOp.Pow, a[0], a[1]),
    };

    public static string Names { get; } =
        string.Join(", ", Table.Keys.Select(k => k.Name).Distinct().OrderBy(n => n, StringComparer.Ordinal));

    /// <summary>The call as an expression; null where there is no such function of so many arguments.</summary>
    public static Expr? Call(string name, Expr[] arguments) =>
        Table.TryGetValue((name, arguments.Length), out Func<Expr[], Expr> build) ? build(arguments) : null;

    /// <summary>The x of 1 + exp(x) or exp(x) + 1; null for anything else.</summary>
    public static Expr? OnePlusExp(Expr e) => e switch
    {
        BinaryExpr { Op: BinaryOp.Add, Left: ConstExpr { Value: 1 }, Right: UnaryExpr { Op: UnaryOp.Exp } exp } => exp.Operand,
        BinaryExpr { Op: BinaryOp.Add, Left: UnaryExpr { Op: UnaryOp.Exp } exp, Right: ConstExpr { Value: 1 } } => exp.Operand,
        _ => null,
    };

    /// <summary>ln(1 + exp(x)) is softplus, which neither overflows for large x nor loses its digits for very negative x.</summary>
    private static Expr Log(Expr e) => OnePlusExp(e) is { } x ? Exprs.Unary(UnaryOp.Softplus, x) : Exprs.Unary(UnaryOp.Log, e);
}
