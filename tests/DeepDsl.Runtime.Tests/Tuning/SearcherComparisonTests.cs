using System.Globalization;
using Xunit.Abstractions;

namespace DeepDsl.Tests.Tuning;

/// <summary>How far from the minimum each searcher ends with as many trials: the median of 20 seeds, which docs/tuning.md shows.</summary>
public sealed class SearcherComparisonTests(ITestOutputHelper output)
{
    [Fact]
    public void Branin()
    {
        foreach ((string name, Func<Searcher> s) in new (string, Func<Searcher>)[] { ("random", () => new RandomSearcher()), ("tpe1", () => new TpeSearcher { Batch = 1 }), ("tpe", () => new TpeSearcher { Batch = 4 }), ("rounds", () => new RoundsSearcher { Round = 10 }) })
        {
            foreach ((string f, SearchSpace space, Func<SearchPoint, double> fun, double min, int trials) in new[] { ("branin", TestFunctions.BraninSpace, (Func<SearchPoint, double>)TestFunctions.Branin, TestFunctions.BraninMinimum, 30), ("hartmann", TestFunctions.HartmannSpace, TestFunctions.Hartmann, TestFunctions.HartmannMinimum, 60) })
            {
                var clock = System.Diagnostics.Stopwatch.StartNew();
                double[] gaps = [.. Enumerable.Range(0, 20).Select(seed => Search.Run(space, t => fun(t.Point), new SearchOptions { Trials = trials, Seed = seed, Searcher = s() }).Best.Value!.Value - min).Order()];
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name} {f} {trials}: median {(gaps[9] + gaps[10]) / 2:0.0000} worst {gaps[^1]:0.000} best {gaps[0]:0.0000} {clock.Elapsed.TotalSeconds:0.0} s"));
            }
        }
    }
}
