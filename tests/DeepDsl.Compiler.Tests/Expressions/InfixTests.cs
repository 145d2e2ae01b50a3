using DeepDsl.Compiler.Ir;

namespace DeepDsl.Compiler.Tests.Expressions;

public sealed class InfixTests
{
    private static readonly Expr A = Exprs.Arg(0);
    private static readonly Expr B = Exprs.Arg(1);
    private static readonly Expr C = Exprs.Arg(2);

    public static TheoryData<string, string> Cases { get; } = new()
    {
        { "relu", "max(x0 + x1, 0)" },
        { "sum", "x0 + x1 - x2" },
        { "difference", "x0 - (x1 - x2)" },
        { "product", "(x0 + x1) * x2 / (x0 * x1)" },
        { "sign", "-x0 * -(x1 + x2) - -3" },
        { "choice", "(x0 < x1 ? x2 : 1) * 2" },
        { "comparison", "(x0 == x1) * (x1 <= x2)" },
        { "function", "sqrt(exp(x0) + 1E-05)" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Parentheses_stand_where_they_are_needed(string name, string expected)
    {
        Expr expr = name switch
        {
            "relu" => Exprs.Binary(BinaryOp.Max, A + B, 0),
            "sum" => A + B - C,
            "difference" => A - (B - C),
            "product" => (A + B) * C / (A * B),
            "sign" => (-A * -(B + C)) - new ConstExpr(-3),
            "choice" => new BinaryExpr(BinaryOp.Multiply, Exprs.Select(Exprs.Less(A, B), C, 1), 2),
            "comparison" => Exprs.Binary(BinaryOp.Equal, A, B) * Exprs.LessOrEqual(B, C),
            _ => Exprs.Unary(UnaryOp.Sqrt, Exprs.Unary(UnaryOp.Exp, A) + 1e-5),
        };
        Assert.Equal(expected, expr.ToString());
    }

    [Fact]
    public void Arguments_have_names_and_a_product_keeps_its_factors_together()
    {
        string[] names = ["input x weight", "bias", "scale"];
        Assert.Equal("input x weight + bias", Infix.Write(A + B, i => names[i], product: 0));
        Assert.Equal("scale * (input x weight)", Infix.Write(C * A, i => names[i], product: 0));
        Assert.Equal("exp(input x weight)", Infix.Write(Exprs.Unary(UnaryOp.Exp, A), i => names[i], product: 0));
    }

    [Fact]
    public void What_would_be_too_long_is_not_written()
    {
        Expr expr = Enumerable.Range(0, 40).Aggregate(A, (e, _) => Exprs.Unary(UnaryOp.Tanh, new BinaryExpr(BinaryOp.Add, e, e)));
        Assert.Null(Infix.Write(expr, i => "x", -1, 200));
    }
}
