namespace DeepDsl.Tests.Tuning;

public sealed class ParzenEstimatorTests
{
    private static readonly SearchDimension s_number = SearchDimension.Real("x", 0, 1);

    [Fact]
    public void Densities_add_up_to_one()
    {
        SearchRandom random = new(3);
        foreach (int count in new[] { 1, 2, 9, 60 })
        {
            ParzenEstimator estimator = new(s_number, random.Place(count));
            double sum = Enumerable.Range(0, 4000).Sum(i => Math.Exp(estimator.LogDensity((i + 0.5) / 4000)) / 4000);
            Assert.Equal(1, sum, 1e-4);
        }
    }

    [Fact]
    public void Draws_are_distributed_as_the_density_says()
    {
        ParzenEstimator estimator = new(s_number, [0.1, 0.12, 0.7]);
        SearchRandom random = new(4);
        int[] counts = new int[10];
        for (int i = 0; i < 20_000; i++)
        {
            counts[Math.Min(9, (int)(estimator.Draw(ref random) * 10))]++;
        }
        for (int b = 0; b < 10; b++)
        {
            double expected = 2000 * Enumerable.Range(0, 100).Average(i => Math.Exp(estimator.LogDensity((b + ((i + 0.5) / 100)) / 10)));
            Assert.InRange(counts[b], expected - (5 * Math.Sqrt(expected)), expected + (5 * Math.Sqrt(expected)));
        }
    }

    /// <summary>Two of "a", one of "c" and the weight of one trial over all three: (2 + 1/3) / 4, (1/3) / 4, (1 + 1/3) / 4.</summary>
    [Fact]
    public void Names_have_their_shares()
    {
        ParzenEstimator estimator = new(SearchDimension.Choice("name", "a", "b", "c"), [0.5 / 3, 0.5 / 3, 2.5 / 3]);
        double[] shares = [.. Enumerable.Range(0, 3).Select(i => Math.Exp(estimator.LogDensity((i + 0.5) / 3)))];
        Assert.Equal(7.0 / 12, shares[0], 1e-12);
        Assert.Equal(1.0 / 12, shares[1], 1e-12);
        Assert.Equal(4.0 / 12, shares[2], 1e-12);
    }
}
