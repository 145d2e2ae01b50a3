namespace DeepDsl.Tests.Tuning;

/// <summary>Functions that optimisers are compared on, with their minima as they are published.</summary>
internal static class TestFunctions
{
    public const double BraninMinimum = 0.39788735772973816;
    public const double HartmannMinimum = -3.32236801141551;

    private static readonly double[] s_alpha = [1, 1.2, 3, 3.2];

    private static readonly double[][] s_a =
    [
        [10, 3, 17, 3.5, 1.7, 8],
        [0.05, 10, 17, 0.1, 8, 14],
        [3, 3.5, 1.7, 10, 17, 8],
        [17, 8, 0.05, 10, 0.1, 14],
    ];

    private static readonly double[][] s_p =
    [
        [0.1312, 0.1696, 0.5569, 0.0124, 0.8283, 0.5886],
        [0.2329, 0.4135, 0.8307, 0.3736, 0.1004, 0.9991],
        [0.2348, 0.1451, 0.3522, 0.2883, 0.3047, 0.6650],
        [0.4047, 0.8828, 0.8732, 0.5743, 0.1091, 0.0381],
    ];

    public static SearchSpace BraninSpace { get; } = new(SearchDimension.Real("x", -5, 10), SearchDimension.Real("y", 0, 15));

    public static SearchSpace HartmannSpace { get; } = new([.. Enumerable.Range(0, 6).Select(i => SearchDimension.Real($"x{i}", 0, 1))]);

    public static double Branin(SearchPoint point)
    {
        double x = point.Real("x");
        double bend = point.Real("y") - (5.1 / (4 * Math.PI * Math.PI) * x * x) + (5 / Math.PI * x) - 6;
        return (bend * bend) + (10 * (1 - (1 / (8 * Math.PI))) * Math.Cos(x)) + 10;
    }

    public static double Hartmann(SearchPoint point)
    {
        double sum = 0;
        for (int i = 0; i < 4; i++)
        {
            double exponent = 0;
            for (int j = 0; j < 6; j++)
            {
                double off = point.Real($"x{j}") - s_p[i][j];
                exponent += s_a[i][j] * off * off;
            }
            sum -= s_alpha[i] * Math.Exp(-exponent);
        }
        return sum;
    }
}
