using System.Globalization;
using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Optimizers;
using DeepDsl.Compiler.Print;

namespace DocGen;

/// <summary>Scalars of optimizers as C# in double, over an OptimizerStep named <c>step</c>.</summary>
internal static class HostExpression
{
    public static string Write(Expr e) => e is ArgExpr ? $"(float){Text(e)}" : $"(float){Parenthesised(Text(e))}";

    private static string Text(Expr e) => e switch
    {
        ArgExpr a => "step." + Member((StepNumber)a.Index),
        ConstExpr c => c.Value.ToString("R", CultureInfo.InvariantCulture),
        UnaryExpr { Op: UnaryOp.Sqrt } u => $"Math.Sqrt({ExprWriter.Unwrapped(Text(u.Operand))})",
        BinaryExpr { Op: BinaryOp.Pow } b => $"Math.Pow({ExprWriter.Unwrapped(Text(b.Left))}, {ExprWriter.Unwrapped(Text(b.Right))})",
        BinaryExpr b => $"({Text(b.Left)} {Sign(b.Op)} {Text(b.Right)})",
        _ => throw new InvalidOperationException($"No host code for {e}."),
    };

    private static string Member(StepNumber number) => number switch
    {
        StepNumber.NAdamNow => "NAdam.Now",
        StepNumber.NAdamNext => "NAdam.Next",
        StepNumber.NAdamProduct => "NAdam.Product",
        _ => number.ToString(),
    };

    private static string Sign(BinaryOp op) => op switch
    {
        BinaryOp.Add => "+",
        BinaryOp.Subtract => "-",
        BinaryOp.Multiply => "*",
        BinaryOp.Divide => "/",
        _ => throw new InvalidOperationException($"No host code for {op}."),
    };

    private static string Parenthesised(string text) => text.StartsWith('(') ? text : $"({text})";
}
