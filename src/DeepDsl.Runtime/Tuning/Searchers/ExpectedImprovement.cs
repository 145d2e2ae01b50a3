namespace DeepDsl;

/// <summary>
/// By how much a value that is normally distributed will be below the lowest so far, as a logarithm: far off it is below all doubles.
/// </summary>
internal static class ExpectedImprovement
{
    private const double LogSqrt2Pi = 0.9189385332046727;

    /// <summary>From here on the difference of two equal numbers would be left.</summary>
    private const double Far = -5;

    public static double Log(double mean, double deviation, double lowest)
    {
        double z = (lowest - mean) / deviation;
        double density = -(z * z / 2) - LogSqrt2Pi;
        return Math.Log(deviation) + (z < Far
            // The first terms of the asymptotic series of the integral.
            ? density - (2 * Math.Log(-z)) + Math.Log(1 - (3 / (z * z)) + (15 / (z * z * z * z)))
            : Math.Log(Math.Exp(density) + (z * Probability(z))));
    }

    /// <summary>The normal distribution, with a relative error below 1.2e-7 (Press et al., Numerical Recipes, erfc by Chebyshev's polynomials).</summary>
    public static double Probability(double z)
    {
        double x = Math.Abs(z) / Math.Sqrt(2);
        double t = 1 / (1 + (0.5 * x));
        double tail = 0.5 * t * Math.Exp(-(x * x) - 1.26551223 + (t * (1.00002368 + (t * (0.37409196 + (t * (0.09678418 + (t * (-0.18628806
            + (t * (0.27886807 + (t * (-1.13520398 + (t * (1.48851587 + (t * (-0.82215223 + (t * 0.17087277))))))))))))))))));
        return z < 0 ? tail : 1 - tail;
    }
}
