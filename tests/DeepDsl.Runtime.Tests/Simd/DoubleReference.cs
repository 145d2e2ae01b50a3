namespace DeepDsl.Runtime.Tests.Simd;

internal static class DoubleReference
{
    /// <summary>
    /// The distance in units of the last place of the exact value; infinite where one is NaN or infinite and the other should not be.
    /// </summary>
    internal static double Ulps(float actual, double exact)
    {
        if (double.IsNaN(exact) || float.IsNaN(actual) || double.IsInfinity(exact))
        {
            return exact.Equals((double)actual) ? 0 : double.PositiveInfinity;
        }

        // Infinity stands for 2^128, so that rounding to the wrong side of the largest float counts as the one ulp it is.
        double value = float.IsInfinity(actual) ? Math.CopySign(Math.ScaleB(1, 128), actual) : actual;
        if (float.IsInfinity(actual) && Math.Abs(exact) >= Math.ScaleB(1, 128))
        {
            return 0;
        }

        int exponent = exact == 0 ? -126 : Math.Clamp(Math.ILogB(exact), -126, 127);
        return Math.Abs(value - exact) / Math.ScaleB(1, exponent - 23);
    }

    internal static double LogOnePlus(double x)
    {
        double sum = 1 + x;
        return sum == 1 || double.IsPositiveInfinity(sum) ? x : Math.Log(sum) * (x / (sum - 1));
    }

    /// <summary>exp(x) - 1 = 2 sinh(x / 2) exp(x / 2), in which nothing cancels.</summary>
    internal static double ExpMinusOne(double x) => Math.Abs(x) < 1 ? 2 * Math.Sinh(x / 2) * Math.Exp(x / 2) : Math.Exp(x) - 1;

    internal static double Erf(double x)
    {
        double magnitude = Math.Abs(x);
        if (!(magnitude < 6))
        {
            return double.IsNaN(x) ? x : Math.Sign(x);
        }

        return magnitude < 2 ? ErfSeries(x) : Math.CopySign(1 - ErfcFraction(magnitude), x);
    }

    private static double ErfSeries(double x)
    {
        double sum = x;
        double term = x;
        for (int n = 1; Math.Abs(term) > 1e-20 * Math.Abs(sum); n++)
        {
            term *= -x * x / n;
            sum += term / ((2 * n) + 1);
        }

        return sum * 2 / Math.Sqrt(Math.PI);
    }

    /// <summary>Laplace's continued fraction.</summary>
    private static double ErfcFraction(double x)
    {
        double fraction = 0;
        for (int n = 60; n >= 1; n--)
        {
            fraction = n / 2.0 / (x + fraction);
        }

        return Math.Exp(-x * x) / Math.Sqrt(Math.PI) / (x + fraction);
    }
}
