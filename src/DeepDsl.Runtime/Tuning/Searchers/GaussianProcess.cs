using System.Numerics.Tensors;

namespace DeepDsl;

/// <summary>
/// A Gaussian process over the unit cube: Matérn kernel of 5/2, a length for each setting, noise. Lengths and noise are those of the highest
/// likelihood beside a prior; the variance that is best for them follows (Rasmussen and Williams 2006, chapters 2, 4 and 5).
/// </summary>
internal sealed class GaussianProcess
{
    private const double Sqrt5 = 2.23606797749979;

    /// <summary>Of the logarithms of lengths: points as far apart as a part of the cube's diagonal tell something of each other.</summary>
    private const double LengthSpread = 1;
    private const double LengthOfDiagonal = 0.4;

    /// <summary>Of the logarithm of the noise, as a part of the variance.</summary>
    private const double NoiseMean = -9;
    private const double NoiseSpread = 2.5;
    private const double LeastNoise = -14;

    private const int Steps = 50;

    private readonly bool[] _isName;
    private readonly double[] _logs;
    private readonly double[][] _places;
    private readonly double[] _values;
    private readonly double[] _weights;
    private readonly CholeskyFactor _factor;
    private readonly double _variance;

    /// <param name="isName">Which settings are names, whose values are equal or not, and have no distance.</param>
    /// <param name="logs">Logarithms of the lengths, and behind them of the noise as a part of the variance.</param>
    /// <param name="places">Where values are known.</param>
    /// <param name="values">The values there, of a mean of about 0 and a variance of about 1.</param>
    public GaussianProcess(bool[] isName, double[] logs, double[][] places, double[] values)
    {
        _isName = isName;
        _logs = logs;
        _places = places;
        _values = values;
        _factor = new CholeskyFactor(Covariance(isName, logs, places), places.Length);
        _weights = _factor.Solve(values);
        _variance = Variance(values, _weights);
    }

    /// <summary>The process of the likeliest lengths.</summary>
    public static GaussianProcess Fit(bool[] isName, double[][] places, double[] values) =>
        new(isName, Likeliest(isName, places, values), places, values);

    /// <summary>The process that also knows another value, with the same lengths.</summary>
    public GaussianProcess With(double[] place, double value) => new(_isName, _logs, [.. _places, place], [.. _values, value]);

    /// <summary>The process over other values, with the same lengths.</summary>
    public GaussianProcess Over(double[][] places, double[] values) => new(_isName, _logs, places, values);

    /// <summary>Mean and deviation of the value at a place, without the noise.</summary>
    public (double Mean, double Deviation) At(double[] place)
    {
        double[] covariances = new double[_places.Length];
        double[] inverse = InverseSquares(_logs, _isName.Length);
        for (int i = 0; i < covariances.Length; i++)
        {
            covariances[i] = Kernel(Math.Sqrt(SquaredDistance(_isName, inverse, place, _places[i])));
        }
        double mean = TensorPrimitives.Dot<double>(covariances, _weights);
        double[] half = _factor.SolveLower(covariances);
        double rest = Math.Max(1 - TensorPrimitives.Dot<double>(half, half), 1e-12);
        return (mean, Math.Sqrt(_variance * rest));
    }

    /// <summary>Steps by the signs of the gradient (Rprop), which needs no line search.</summary>
    private static double[] Likeliest(bool[] isName, double[][] places, double[] values)
    {
        double[] logs = Prior(isName.Length);
        double[] best = logs;
        double lowest = double.PositiveInfinity;
        double[] step = [.. logs.Select(_ => 0.2)];
        double[] before = new double[logs.Length];
        for (int i = 0; i < Steps; i++)
        {
            (double cost, double[] gradient) = NegativeLogLikelihood(isName, logs, places, values);
            if (cost < lowest)
            {
                (lowest, best) = (cost, [.. logs]);
            }
            logs = [.. logs];
            for (int p = 0; p < logs.Length; p++)
            {
                double turn = gradient[p] * before[p];
                step[p] = turn < 0 ? step[p] * 0.5 : Math.Min(step[p] * 1.2, 1);
                before[p] = turn < 0 ? 0 : gradient[p];
                logs[p] -= Math.Sign(before[p]) * step[p];
            }
            logs[^1] = Math.Max(logs[^1], LeastNoise);
        }
        return best;
    }

    /// <summary>By how much the logarithm of the likelihood, times the prior, is below a constant, and the gradient of that.</summary>
    public static (double Cost, double[] Gradient) NegativeLogLikelihood(bool[] isName, double[] logs, double[][] places, double[] values)
    {
        int count = places.Length;
        CholeskyFactor factor = new(Covariance(isName, logs, places), count);
        double[] weights = factor.Solve(values);
        double variance = Variance(values, weights);
        double[] prior = Prior(isName.Length);
        double cost = (0.5 * count * Math.Log(variance)) + (0.5 * factor.LogDeterminant);
        double[] gradient = new double[logs.Length];
        for (int p = 0; p < logs.Length; p++)
        {
            double spread = p == isName.Length ? NoiseSpread : LengthSpread;
            double off = (logs[p] - prior[p]) / spread;
            cost += 0.5 * off * off;
            gradient[p] = off / spread;
        }
        double[] sensitivity = factor.Inverse();
        double[] inverse = InverseSquares(logs, isName.Length);
        double noise = Math.Exp(logs[^1]);
        for (int i = 0; i < count; i++)
        {
            gradient[^1] += 0.5 * noise * (sensitivity[(i * count) + i] - (weights[i] * weights[i] / variance));
            for (int j = 0; j < i; j++)
            {
                double distance = Math.Sqrt(SquaredDistance(isName, inverse, places[i], places[j]));
                // Twice, for the element on the other side of the diagonal.
                double slope = 5.0 / 3 * (1 + (Sqrt5 * distance)) * Math.Exp(-Sqrt5 * distance)
                    * (sensitivity[(i * count) + j] - (weights[i] * weights[j] / variance));
                for (int d = 0; d < isName.Length; d++)
                {
                    gradient[d] += slope * Square(isName[d], places[i][d], places[j][d]) * inverse[d];
                }
            }
        }
        return (cost, gradient);
    }

    private static double[] Prior(int dimensions) =>
        [.. Enumerable.Repeat(Math.Log(LengthOfDiagonal * Math.Sqrt(dimensions)), dimensions), NoiseMean];

    private static double Variance(double[] values, double[] weights) =>
        Math.Max(TensorPrimitives.Dot<double>(values, weights) / values.Length, 1e-12);

    private static double[] InverseSquares(double[] logs, int dimensions) => [.. logs.Take(dimensions).Select(l => Math.Exp(-2 * l))];

    private static double[] Covariance(bool[] isName, double[] logs, double[][] places)
    {
        int count = places.Length;
        double[] inverse = InverseSquares(logs, isName.Length);
        double[] covariance = new double[count * count];
        for (int i = 0; i < count; i++)
        {
            covariance[(i * count) + i] = 1 + Math.Exp(logs[^1]);
            for (int j = 0; j < i; j++)
            {
                covariance[(i * count) + j] = Kernel(Math.Sqrt(SquaredDistance(isName, inverse, places[i], places[j])));
            }
        }
        return covariance;
    }

    private static double SquaredDistance(bool[] isName, double[] inverseSquares, double[] a, double[] b)
    {
        double sum = 0;
        for (int d = 0; d < a.Length; d++)
        {
            sum += Square(isName[d], a[d], b[d]) * inverseSquares[d];
        }
        return sum;
    }

    private static double Square(bool isName, double a, double b) => isName ? (a == b ? 0 : 1) : (a - b) * (a - b);

    private static double Kernel(double distance) =>
        (1 + (Sqrt5 * distance) + (5.0 / 3 * distance * distance)) * Math.Exp(-Sqrt5 * distance);
}
