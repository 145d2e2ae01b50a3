using System.Globalization;

namespace DeepDsl;

/// <summary>
/// Fits a Gaussian process to the scores so far and tries where it expects the largest improvement (Jones, Schonlau and Welch 1998). It makes
/// most of few trials over up to some ten settings; its own work for each grows with about the third power of their number up to 200, and
/// with the second from there on.
/// </summary>
public sealed class BayesianSearcher : Searcher
{
    private const int RandomCandidates = 1000;
    private const int LocalSearches = 5;
    private const int LocalSteps = 60;

    /// <summary>More would cost time and change little.</summary>
    private const int MostForLengths = 200;

    /// <summary>
    /// Trials that are chosen together and may run at once, each as if those before had given what the process expects of them. With more,
    /// trials know less.
    /// </summary>
    public int Batch { get; init; } = 4;

    /// <summary>Trials to begin with, which are spread over the space; 0 for two a setting, and two.</summary>
    public int Begin { get; init; }

    /// <inheritdoc/>
    public override string Description => string.Create(
        CultureInfo.InvariantCulture, $"{nameof(BayesianSearcher)} (Batch = {Batch}, Begin = {Begin})");

    /// <inheritdoc/>
    public override IReadOnlyList<SearchProposal> Next(SearchContext search)
    {
        if (Batch < 1 || Begin < 0)
        {
            throw new ArgumentException($"{Description} cannot search: Batch must be at least 1, and Begin not negative.");
        }
        UntriedPoints untried = new(search.Space, search.History);
        int begin = Begin > 0 ? Begin : (2 * search.Space.Dimensions.Count) + 2;
        bool learns = search.History.Count >= begin && search.History.Any(t => t.Value != null);
        return learns ? Learned(search, untried) : Spread.Of(search, untried, begin, Batch);
    }

    private List<SearchProposal> Learned(SearchContext search, UntriedPoints untried)
    {
        bool[] isName = [.. search.Space.Dimensions.Select(d => d.Kind == SearchDimensionKind.Text)];
        double[][] places = [.. search.History.Select(t => search.Space.PlaceOf(t.Point))];
        double[] costs = StandardCosts.Of(search);
        GaussianProcess process = Fit(isName, places, costs);
        SearchRandom random = search.RandomOf(search.History.Count);
        // Known, not expected of the first ones of the batch: measured by that, Hartmann-6 ends three times as far from its minimum.
        double lowest = costs.Min();
        double[] best = places[Array.IndexOf(costs, lowest)];
        List<SearchProposal> next = [];
        for (int i = 0; i < Math.Min(Batch, search.Left) && !untried.AreNone; i++)
        {
            SearchPoint point = Improving(search.Space, process, lowest, best, untried, ref random);
            untried.Remove(point);
            next.Add(new(point));
            double[] place = search.Space.PlaceOf(point);
            process = process.With(place, process.At(place).Mean);
        }
        return next;
    }

    private static GaussianProcess Fit(bool[] isName, double[][] places, double[] costs)
    {
        if (places.Length <= MostForLengths)
        {
            return GaussianProcess.Fit(isName, places, costs);
        }
        int[] some = [.. Enumerable.Range(0, MostForLengths).Select(i => (int)((long)i * places.Length / MostForLengths))];
        return GaussianProcess.Fit(isName, [.. some.Select(i => places[i])], [.. some.Select(i => costs[i])]).Over(places, costs);
    }

    /// <summary>The best of many points, and of steps from the best of those.</summary>
    private static SearchPoint Improving(
        SearchSpace space, GaussianProcess process, double lowest, double[] best, UntriedPoints untried, ref SearchRandom random)
    {
        List<(SearchPoint Point, double[] Place, double Gain)> candidates = [];
        for (int i = 0; i < RandomCandidates; i++)
        {
            // Some near the best point, of whose neighbourhood a whole space holds little.
            double[] place = i % 5 == 0 ? Near(best, radius: 0.1, ref random) : random.Place(best.Length);
            candidates.Add(Judge(space.At(place)));
        }
        candidates = [.. candidates.OrderByDescending(c => c.Gain).Take(LocalSearches)];
        for (int c = 0; c < candidates.Count; c++)
        {
            double radius = 0.1;
            for (int i = 0; i < LocalSteps; i++)
            {
                (SearchPoint Point, double[] Place, double Gain) step = Judge(space.At(Near(candidates[c].Place, radius, ref random)));
                bool better = step.Gain > candidates[c].Gain;
                candidates[c] = better ? step : candidates[c];
                radius *= better ? 1.5 : 0.85;
            }
        }
        (SearchPoint Point, double[] Place, double Gain) chosen = candidates.MaxBy(c => c.Gain);
        return untried.Contains(chosen.Point) ? chosen.Point : untried.Draw(ref random)!;

        (SearchPoint Point, double[] Place, double Gain) Judge(SearchPoint point)
        {
            double[] place = space.PlaceOf(point);
            (double mean, double deviation) = process.At(place);
            return (point, place, untried.Contains(point) ? ExpectedImprovement.Log(mean, deviation, lowest) : double.NegativeInfinity);
        }
    }

    private static double[] Near(double[] place, double radius, ref SearchRandom random)
    {
        double[] near = new double[place.Length];
        for (int i = 0; i < near.Length; i++)
        {
            near[i] = Math.Clamp(place[i] + (radius * random.Gaussian()), 0, 1);
        }
        return near;
    }
}
