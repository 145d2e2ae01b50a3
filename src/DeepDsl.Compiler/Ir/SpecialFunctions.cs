namespace DeepDsl.Compiler.Ir;

/// <summary>Functions of the double oracle that netstandard2.0 lacks.</summary>
internal static class SpecialFunctions
{
    /// <summary>By Kahan: what rounding took from 1 + x cancels in the quotient.</summary>
    public static double LogP1(double x)
    {
        double u = 1 + x;
        return u == 1 || double.IsPositiveInfinity(u) ? x : Math.Log(u) * (x / (u - 1));
    }

    /// <summary>By Kahan too: the logarithm of the rounded exponential is what it is the exponential of.</summary>
    public static double ExpM1(double x)
    {
        double u = Math.Exp(x);
        return u == 1 ? x : u == 0 || double.IsPositiveInfinity(u) ? u - 1 : (u - 1) * (x / Math.Log(u));
    }

    /// <summary>Series near zero, continued fraction of erfc (Lentz) beyond: about 1e-15 relative.</summary>
    public static double Erf(double x)
    {
        double z = Math.Abs(x);
        if (double.IsNaN(x))
        {
            return x;
        }

        double result = z < 2.5 ? Series(z) : z > 6 ? 1 : 1 - ContinuedFraction(z);
        return x < 0 ? -result : result;
    }

    private static double Series(double x)
    {
        double term = x;
        double sum = x;
        for (int n = 1; Math.Abs(term) > 1e-18 * Math.Abs(sum) && n < 200; n++)
        {
            term *= -x * x / n;
            sum += term / ((2 * n) + 1);
        }

        return 2 / Math.Sqrt(Math.PI) * sum;
    }

    private static double ContinuedFraction(double x)
    {
        double fraction = x;
        for (int k = 200; k >= 1; k--)
        {
            fraction = x + (k / 2.0 / fraction);
        }

        return Math.Exp(-x * x) / Math.Sqrt(Math.PI) / fraction;
    }
}
