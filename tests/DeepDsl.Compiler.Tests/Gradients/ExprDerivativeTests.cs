using DeepDsl.Compiler.Ir;

namespace DeepDsl.Compiler.Tests.Gradients;

/// <summary>Every scalar operation's derivative against central differences, and the stated convention at kinks.</summary>
public sealed class ExprDerivativeTests
{
    private const double Step = 1e-3;
    private const double Tolerance = 1e-8;

    private static readonly double[] Anywhere = [-7.3, -2.1, -0.4, 0.3, 1.7, 6.1];
    private static readonly double[] Positive = [0.6, 0.9, 1.7, 3.1];
    private static readonly UnaryOp[] Roundings = [UnaryOp.RoundBFloat16, UnaryOp.RoundTensorFloat32];

    /// <summary>Those that have a derivative: what rounds is flat in steps, and passes gradients as they are.</summary>
    public static TheoryData<UnaryOp> UnaryOps() => [.. Enum.GetValues<UnaryOp>().Except(Roundings)];

    public static TheoryData<BinaryOp> BinaryOps() => [.. Enum.GetValues<BinaryOp>()];

    [Theory]
    [MemberData(nameof(UnaryOps))]
    public void Unary_derivative(UnaryOp op)
    {
        Expr x = Exprs.Arg(0);
        foreach (double at in op is UnaryOp.Log or UnaryOp.LogP1 or UnaryOp.Sqrt ? Positive : Anywhere)
        {
            Check(Exprs.Unary(op, x), at);
            Check(Exprs.Unary(op, (0.3 * x * x) + 0.2), at); // the chain rule
        }
    }

    [Fact]
    public void A_gradient_passes_what_rounds()
    {
        Expr square = Exprs.Arg(0) * Exprs.Arg(0);
        Assert.All(Roundings, r => Assert.Equal(Exprs.Differentiate(square, 0), Exprs.Differentiate(Exprs.Unary(r, square), 0)));
    }

    [Theory]
    [MemberData(nameof(BinaryOps))]
    public void Binary_derivative(BinaryOp op)
    {
        (Expr x, Expr y) = (Exprs.Arg(0), Exprs.Arg(1));
        foreach (double a in op == BinaryOp.Pow ? Positive : Anywhere)
        {
            foreach (double b in Anywhere.Select(v => v * 0.7))
            {
                Check(Exprs.Binary(op, x, y), a, b);
                Check(Exprs.Binary(op, x, b), a);
                Check(Exprs.Binary(op, a, y), 0, b);
                Check(Exprs.Binary(op, x * x, 3 + (y * x)), a, b);
            }
        }
    }

    [Theory]
    [InlineData(0.4)]
    [InlineData(-0.4)]
    public void Select_derivative(double at)
    {
        Expr x = Exprs.Arg(0);
        Check(Exprs.Select(Exprs.Less(0, x), Exprs.Unary(UnaryOp.Exp, x), 3 * x), at);
    }

    [Fact]
    public void Powers_of_zero_have_pytorchs_derivatives()
    {
        (Expr x, Expr y) = (Exprs.Arg(0), Exprs.Arg(1));
        Expr power = Exprs.Binary(BinaryOp.Pow, x, y);
        Assert.Equal(0, Value(Exprs.Differentiate(power, 0), 0, 3));
        Assert.Equal(1, Value(Exprs.Differentiate(power, 0), 0, 1));
        Assert.Equal(0, Value(Exprs.Differentiate(power, 1), 0, 3));
        Assert.Equal(0, Value(Exprs.Differentiate(Exprs.Binary(BinaryOp.Pow, x, 3), 0), 0));
    }

    [Fact]
    public void Absolute_value_is_flat_at_zero() =>
        Assert.Equal(0, Value(Exprs.Differentiate(Exprs.Unary(UnaryOp.Abs, Exprs.Arg(0)), 0), 0));

    [Theory]
    [InlineData(BinaryOp.Max)]
    [InlineData(BinaryOp.Min)]
    public void A_tie_goes_to_the_second(BinaryOp op)
    {
        Expr larger = Exprs.Binary(op, Exprs.Arg(0), Exprs.Arg(1));
        Assert.Equal(0, Value(Exprs.Differentiate(larger, 0), 2, 2));
        Assert.Equal(1, Value(Exprs.Differentiate(larger, 1), 2, 2));
    }

    [Fact]
    public void Neutral_elements_and_constants_fold()
    {
        Expr x = Exprs.Arg(0);
        Assert.Equal(x, (x + 0) * 1 / 1 - 0);
        Assert.Equal((Expr)0, x * 0);
        Assert.Equal(6 * x, 2 * (3 * x));
        Assert.Equal((Expr)5, Exprs.Select(Exprs.Less(1, 2), 5, x));
        Assert.Equal(x, - -x);
    }

    private static void Check(Expr body, params double[] at)
    {
        for (int i = 0; i < at.Length; i++)
        {
            double Moved(int steps)
            {
                double[] moved = [.. at];
                moved[i] += steps * Step;
                return Value(body, moved);
            }

            // Five points: the truncation is of order Step^4.
            double expected = ((8 * (Moved(1) - Moved(-1))) - (Moved(2) - Moved(-2))) / (12 * Step);
            double found = Value(Exprs.Differentiate(body, i), at);
            double scale = Math.Max(1, Math.Max(Math.Abs(expected), Math.Abs(Moved(0))));
            Assert.True(Math.Abs(found - expected) <= Tolerance * scale,
                $"d {body} / d x{i} at {string.Join(", ", at)}: found {found:R}, expected {expected:R}");
        }
    }

    private static double Value(Expr body, params double[] at) =>
        Exprs.Evaluate(body, i => at[i], d => throw new InvalidOperationException($"No size {d} here."));
}
