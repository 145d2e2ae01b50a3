namespace DeepDsl.Compiler.Ir;

/// <summary>The numbers of smaller formats, which have the range of a float and fewer digits.</summary>
internal static class Rounding
{
    /// <summary>Of the smallest normal float.</summary>
    private const int LeastExponent = -126;

    private const int MostExponent = 127;

    /// <summary>Binary digits behind the point.</summary>
    private static int Digits(UnaryOp format) => format == UnaryOp.RoundBFloat16 ? 7 : 10;

    /// <summary>The nearest number of a format: ties to even ones, or away from zero, as cards do when they narrow a float to it.</summary>
    public static double Round(UnaryOp format, double x)
    {
        if (x == 0 || double.IsNaN(x) || double.IsInfinity(x))
        {
            return x;
        }

        int exponent = (int)((BitConverter.DoubleToInt64Bits(x) >> 52) & 0x7FF) - 1023;
        double step = Math.Pow(2, Math.Max(exponent, LeastExponent) - Digits(format));
        MidpointRounding ties = format == UnaryOp.RoundBFloat16 ? MidpointRounding.ToEven : MidpointRounding.AwayFromZero;
        double rounded = Math.Round(x / step, ties) * step;
        return Math.Abs(rounded) < Math.Pow(2, MostExponent + 1) ? rounded
            : x > 0 ? double.PositiveInfinity : double.NegativeInfinity;
    }

    /// <summary>
    /// Whether an expression gives numbers of the format alone, so that rounding would change nothing; <paramref name="argument"/> says so
    /// of what it reads.
    /// </summary>
    public static bool IsKept(UnaryOp format, Expr expr, Func<int, bool> argument) => expr switch
    {
        ArgExpr a => argument(a.Index),
        ConstExpr c => Round(format, c.Value).Equals(c.Value),
        UnaryExpr { Op: UnaryOp.RoundBFloat16 } => true,
        UnaryExpr u when u.Op == format => true,
        UnaryExpr { Op: UnaryOp.Negate or UnaryOp.Abs } u => IsKept(format, u.Operand, argument),
        UnaryExpr { Op: UnaryOp.Sign } => true,
        BinaryExpr { Op: BinaryOp.Max or BinaryOp.Min } b => IsKept(format, b.Left, argument) && IsKept(format, b.Right, argument),
        BinaryExpr { Op: BinaryOp.Less or BinaryOp.LessOrEqual or BinaryOp.Equal } => true,
        SelectExpr s => IsKept(format, s.WhenTrue, argument) && IsKept(format, s.WhenFalse, argument),
        _ => false,
    };
}
