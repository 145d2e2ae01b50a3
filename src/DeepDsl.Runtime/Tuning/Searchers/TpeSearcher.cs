using System.Globalization;

namespace DeepDsl;

/// <summary>
/// Compares where good trials lie with where the others do, each setting by itself, and tries where the ratio is highest: the tree-structured
/// Parzen estimator (Bergstra et al. 2011) with the choices of Optuna's sampler of that name. It learns less from a trial than
/// <see cref="BayesianSearcher"/>, but takes no time, over any number of settings and trials.
/// </summary>
/// <remarks>
/// As in Optuna, the good ones are a tenth of the trials, 25 at most; trials but for the last 25 weigh less the older they are; a wide
/// distribution over all values weighs as much as one trial; and the best of 24 draws from the good ones is tried. Settings are independent.
/// Unlike there, numbers are compared on the places from 0 to 1 that <see cref="SearchSpace.PlaceOf"/> gives them, whole ones too, and one of
/// some numbers is a number rather than a name.
/// </remarks>
public sealed class TpeSearcher : Searcher
{
    private const int Draws = 24;
    private const int Attempts = 20;

    /// <summary>
    /// Trials that are chosen together and may run at once, each as if those before were not among the good ones. With more, trials know less.
    /// </summary>
    public int Batch { get; init; } = 4;

    /// <summary>Trials to begin with, which are spread over the space.</summary>
    public int Begin { get; init; } = 10;

    /// <inheritdoc/>
    public override string Description => string.Create(CultureInfo.InvariantCulture, $"{nameof(TpeSearcher)} (Batch = {Batch}, Begin = {Begin})");

    /// <inheritdoc/>
    public override IReadOnlyList<SearchProposal> Next(SearchContext search)
    {
        if (Batch < 1 || Begin < 1)
        {
            throw new ArgumentException($"{Description} cannot search: Batch and Begin must be at least 1.");
        }
        UntriedPoints untried = new(search.Space, search.History);
        bool learns = search.History.Count >= Begin && search.History.Any(t => t.Value != null);
        return learns ? Learned(search, untried) : Spread.Of(search, untried, Begin, Batch);
    }

    private List<SearchProposal> Learned(SearchContext search, UntriedPoints untried)
    {
        TrialResult[] ranked = [.. search.History.OrderBy(search.Cost).ThenBy(t => t.Number)];
        int good = Math.Min((int)Math.Ceiling(0.1 * ranked.Length), 25);
        ParzenEstimator[] goods = Estimators(search.Space, Points(ranked[..good]));
        List<SearchPoint> rest = Points(ranked[good..]);
        List<SearchProposal> next = [];
        for (int i = 0; i < Math.Min(Batch, search.Left) && !untried.AreNone; i++)
        {
            SearchRandom random = search.RandomOf(search.History.Count + i);
            ParzenEstimator[] bad = Estimators(search.Space, rest);
            SearchPoint point = Draw(search.Space, goods, bad, ref random);
            for (int a = 0; a < Attempts && !untried.Contains(point); a++)
            {
                point = Draw(search.Space, goods, bad, ref random);
            }
            point = untried.Contains(point) ? point : untried.Draw(ref random)!;
            untried.Remove(point);
            next.Add(new(point));
            rest.Add(point);
        }
        return next;
    }

    /// <summary>Weights go by age, so trials stand by their numbers.</summary>
    private static List<SearchPoint> Points(TrialResult[] trials) => [.. trials.OrderBy(t => t.Number).Select(t => t.Point)];

    private static ParzenEstimator[] Estimators(SearchSpace space, List<SearchPoint> points)
    {
        double[][] places = [.. points.Select(space.PlaceOf)];
        return [.. space.Dimensions.Select((dimension, d) => new ParzenEstimator(dimension, [.. places.Select(p => p[d])]))];
    }

    private static SearchPoint Draw(SearchSpace space, ParzenEstimator[] goods, ParzenEstimator[] others, ref SearchRandom random)
    {
        double[] place = new double[goods.Length];
        for (int d = 0; d < place.Length; d++)
        {
            double highest = double.NegativeInfinity;
            for (int i = 0; i < Draws; i++)
            {
                double drawn = goods[d].Draw(ref random);
                double ratio = goods[d].LogDensity(drawn) - others[d].LogDensity(drawn);
                (highest, place[d]) = ratio > highest ? (ratio, drawn) : (highest, place[d]);
            }
        }
        return space.At(place);
    }
}
