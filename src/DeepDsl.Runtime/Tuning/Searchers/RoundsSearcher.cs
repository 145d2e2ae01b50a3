using System.Globalization;

namespace DeepDsl;

/// <summary>
/// Searches from coarse to fine: a first round over the whole space, each further one in a box around the best point so far whose sides are
/// <see cref="Shrink"/> times as long. Points of a round are spread so that each part of every side has one (Latin hypercube).
/// </summary>
public sealed class RoundsSearcher : Searcher
{
    private const int Attempts = 50;

    /// <summary>Trials of a round.</summary>
    public int Round { get; init; } = 10;

    /// <summary>How long the sides of the box are, beside those of the round before. A name is drawn from all with this probability too.</summary>
    public double Shrink { get; init; } = 0.4;

    /// <inheritdoc/>
    public override string Description => string.Create(
        CultureInfo.InvariantCulture, $"{nameof(RoundsSearcher)} (Round = {Round}, Shrink = {Shrink})");

    /// <inheritdoc/>
    public override IReadOnlyList<SearchProposal> Next(SearchContext search)
    {
        if (Round < 1 || Shrink is not (> 0 and < 1))
        {
            throw new ArgumentException($"{Description} cannot search: Round must be at least 1, and Shrink lie between 0 and 1.");
        }
        int round = search.History.Count / Round;
        int start = round * Round;
        TrialResult? best = search.History.Take(start).Where(t => t.Value != null).MinBy(search.Cost);
        double side = best == null ? 1 : Math.Pow(Shrink, round);
        double[] centre = best == null ? [.. search.Space.Dimensions.Select(_ => 0.5)] : search.Space.PlaceOf(best.Point);
        SearchRandom random = search.RandomOf(start);
        double[][] spread = LatinHypercube.Draw(Round, centre.Length, ref random);
        UntriedPoints untried = new(search.Space, search.History);
        List<SearchProposal> next = [];
        for (int i = search.History.Count - start; i < Round; i++)
        {
            random = search.RandomOf(start + i);
            SearchPoint? point = PointAt(search.Space, spread[i], centre, side, ref random);
            for (int a = 0; a < Attempts && !untried.Contains(point); a++)
            {
                point = PointAt(search.Space, random.Place(centre.Length), centre, side, ref random);
            }
            point = untried.Contains(point) ? point : untried.Draw(ref random);
            if (point == null)
            {
                break;
            }
            untried.Remove(point);
            next.Add(new(point));
        }
        return next;
    }

    private static SearchPoint PointAt(SearchSpace space, double[] place, double[] centre, double side, ref SearchRandom random)
    {
        double[] inBox = new double[place.Length];
        for (int i = 0; i < place.Length; i++)
        {
            if (space.Dimensions[i].Kind == SearchDimensionKind.Text)
            {
                // Names have no neighbours: that of the best point, or any.
                inBox[i] = random.Uniform() < side ? place[i] : centre[i];
                continue;
            }
            // The box is moved rather than cut where it would reach out of the space.
            double low = Math.Clamp(centre[i] - (side / 2), 0, 1 - side);
            inBox[i] = low + (place[i] * side);
        }
        return space.At(inBox);
    }
}
