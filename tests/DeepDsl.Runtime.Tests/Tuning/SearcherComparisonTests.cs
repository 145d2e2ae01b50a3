using System.Globalization;
using Xunit.Abstractions;

namespace DeepDsl.Tests.Tuning;

/// <summary>How far above the minimum each searcher ends with as many trials: medians of 20 seeds, which docs/tuning.md shows.</summary>
public sealed class SearcherComparisonTests(ITestOutputHelper output)
{
    private const int Seeds = 20;

    [Fact]
    public void A_Gaussian_process_beats_chance_on_Branin()
    {
        double random = OnBranin(new RandomSearcher());
        Assert.True(OnBranin(new BayesianSearcher()) < random / 20);
    }

    [Fact, Trait("Category", "Sweep")]
    public void Searchers_that_learn_beat_chance_on_Branin_and_Hartmann_6()
    {
        (double branin, double hartmann) = Both(new RandomSearcher());
        (double processBranin, double processHartmann) = Both(new BayesianSearcher());
        Assert.True(processBranin < branin / 20);
        Assert.True(processHartmann < hartmann / 20);
        Both(new BayesianSearcher { Batch = 1 });
        foreach (Searcher searcher in new Searcher[] { new TpeSearcher(), new TpeSearcher { Batch = 1 }, new RoundsSearcher() })
        {
            (double onBranin, double onHartmann) = Both(searcher);
            Assert.True(onBranin < branin);
            Assert.True(onHartmann < hartmann);
        }
    }

    /// <summary>As many trials as published comparisons take: means over seeds of the best value, which docs/tuning.md shows.</summary>
    [Fact, Trait("Category", "Sweep")]
    public void A_comparison_of_200_trials()
    {
        (double branin, double hartmann) = Means(new RandomSearcher());
        (double tpeBranin, double tpeHartmann) = Means(new TpeSearcher());
        Assert.True(tpeBranin < branin);
        Assert.True(tpeHartmann < hartmann);
    }

    private (double Branin, double Hartmann) Means(Searcher searcher)
    {
        const int trials = 200;
        double Best(SearchSpace space, Func<SearchPoint, double> function, int seed) => Search.Run(
            space, t => function(t.Point), new SearchOptions { Trials = trials, Seed = seed, Searcher = searcher }).Best.Value!.Value;
        double[] branin = [.. Enumerable.Range(0, 10).Select(seed => Best(TestFunctions.BraninSpace, TestFunctions.Branin, seed))];
        double[] hartmann = [.. Enumerable.Range(0, 10).Select(seed => Best(TestFunctions.HartmannSpace, TestFunctions.Hartmann, seed))];
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{searcher.Description}, {trials} trials: Branin {Text(branin)}, Hartmann-6 {Text(hartmann)}"));
        return (branin.Average(), hartmann.Average());

        static string Text(double[] values)
        {
            double mean = values.Average();
            return string.Create(CultureInfo.InvariantCulture, $"{mean:0.000} +/- {Math.Sqrt(values.Average(v => (v - mean) * (v - mean))):0.000}");
        }
    }

    private (double Branin, double Hartmann) Both(Searcher searcher) => (OnBranin(searcher), OnHartmann(searcher));

    private double OnBranin(Searcher searcher) =>
        Median(searcher, "Branin", TestFunctions.BraninSpace, TestFunctions.Branin, TestFunctions.BraninMinimum, trials: 30);

    private double OnHartmann(Searcher searcher) =>
        Median(searcher, "Hartmann-6", TestFunctions.HartmannSpace, TestFunctions.Hartmann, TestFunctions.HartmannMinimum, trials: 60);

    private double Median(Searcher searcher, string name, SearchSpace space, Func<SearchPoint, double> function, double minimum, int trials)
    {
        double[] above = [.. Enumerable.Range(0, Seeds).Select(seed => Above(seed)).Order()];
        Assert.All(above, a => Assert.InRange(a, -1e-9, double.MaxValue));
        double median = (above[(Seeds / 2) - 1] + above[Seeds / 2]) / 2;
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{name}, {trials} trials, {searcher.Description}: median {median:0.0000} above the minimum, from {above[0]:0.0000} to {above[^1]:0.0000}"));
        return median;

        double Above(int seed) => Search.Run(
            space, t => function(t.Point), new SearchOptions { Trials = trials, Seed = seed, Searcher = searcher }).Best.Value!.Value - minimum;
    }
}
