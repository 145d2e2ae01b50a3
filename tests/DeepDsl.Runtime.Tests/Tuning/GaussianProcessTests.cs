using System.Text.Json;

namespace DeepDsl.Tests.Tuning;

/// <summary>The process and what it expects, against scikit-learn and SciPy (tests/reference/tuning.py).</summary>
public sealed class GaussianProcessTests
{
    private static readonly JsonElement s_reference = Reference.Read("tuning.json");
    private static readonly double[][] s_places = Rows("places");
    private static readonly double[] s_values = s_reference.GetProperty("values").Doubles();
    private static readonly double[] s_logs =
        [.. s_reference.GetProperty("lengths").Doubles().Select(l => Math.Log(l)), Math.Log(s_reference.GetProperty("noise").GetDouble())];

    [Fact]
    public void Mean_and_deviation_are_those_of_scikit_learn()
    {
        GaussianProcess process = new([false, false], s_logs, s_places, s_values);
        double[] means = s_reference.GetProperty("mean").Doubles();
        double[] deviations = s_reference.GetProperty("deviation").Doubles();
        double[][] queries = Rows("queries");
        for (int i = 0; i < queries.Length; i++)
        {
            (double mean, double deviation) = process.At(queries[i]);
            Assert.Equal(means[i], mean, 1e-9);
            Assert.Equal(deviations[i], deviation, 1e-9);
        }
    }

    /// <summary>Of two points, since a prior and a constant stand between the cost and scikit-learn's likelihood.</summary>
    [Fact]
    public void The_likelihood_is_that_of_scikit_learn()
    {
        double[] prior = [Math.Log(0.4 * Math.Sqrt(2)), Math.Log(0.4 * Math.Sqrt(2)), -9];
        double penalty = s_logs.Zip(prior, (l, p) => l - p).Zip([1, 1, 2.5], (off, spread) => 0.5 * off * off / (spread * spread)).Sum();
        double cost = GaussianProcess.NegativeLogLikelihood([false, false], s_logs, s_places, s_values).Cost - penalty;
        double constant = 0.5 * s_values.Length * (1 + Math.Log(2 * Math.PI));
        Assert.Equal(s_reference.GetProperty("logLikelihood").GetDouble(), -cost - constant, 1e-8);
    }

    [Fact]
    public void The_gradient_of_the_likelihood_is_that_of_differences()
    {
        bool[] isName = [false, true];
        double[][] places = [.. s_places.Select(p => (double[])[p[0], Math.Floor(p[1] * 3)])];
        double[] gradient = GaussianProcess.NegativeLogLikelihood(isName, s_logs, places, s_values).Gradient;
        const double Step = 1e-5;
        for (int p = 0; p < s_logs.Length; p++)
        {
            double[] above = [.. s_logs];
            double[] below = [.. s_logs];
            above[p] += Step;
            below[p] -= Step;
            double difference = GaussianProcess.NegativeLogLikelihood(isName, above, places, s_values).Cost
                - GaussianProcess.NegativeLogLikelihood(isName, below, places, s_values).Cost;
            Assert.Equal(difference / (2 * Step), gradient[p], 1e-5 * Math.Max(1, Math.Abs(gradient[p])));
        }
    }

    /// <summary>The second setting says nothing, so its length grows, and the process predicts by the first alone.</summary>
    [Fact]
    public void Lengths_say_which_settings_matter()
    {
        double[] values = [.. s_places.Select(p => Math.Sin(6 * p[0]))];
        GaussianProcess process = GaussianProcess.Fit([false, false], s_places, values);
        Assert.Equal(Math.Sin(6 * 0.5), process.At([0.5, 0.1]).Mean, 0.1);
        Assert.Equal(process.At([0.5, 0.1]).Mean, process.At([0.5, 0.9]).Mean, 0.05);
    }

    [Fact]
    public void Expected_improvement_is_that_of_SciPy_also_where_it_is_no_double()
    {
        double[] expected = s_reference.GetProperty("logImprovement").Doubles();
        double[] z = s_reference.GetProperty("z").Doubles();
        for (int i = 0; i < z.Length; i++)
        {
            Assert.Equal(expected[i], ExpectedImprovement.Log(mean: -z[i], deviation: 1, lowest: 0), z[i] < -5 ? 0.006 : 1e-5);
            Assert.Equal(expected[i] + Math.Log(2), ExpectedImprovement.Log(mean: 3 - (2 * z[i]), deviation: 2, lowest: 3), 0.006);
        }
        Assert.InRange(ExpectedImprovement.Log(100, 1, 0), -5100, -4900);
    }

    private static double[][] Rows(string name) => [.. s_reference.GetProperty(name).EnumerateArray().Select(r => r.Doubles())];
}
