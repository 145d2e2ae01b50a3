namespace DeepDsl;

/// <summary>The trials that a searcher which learns begins with.</summary>
internal static class Spread
{
    /// <summary>The next of so many that lie apart; behind them, where none gave a score, points at random.</summary>
    public static List<SearchProposal> Of(SearchContext search, UntriedPoints untried, int begin, int batch)
    {
        SearchRandom random = search.RandomOf(0);
        double[][] places = LatinHypercube.Draw(begin, search.Space.Dimensions.Count, ref random);
        int first = search.History.Count;
        List<SearchProposal> next = [];
        for (int i = first; i < (first < begin ? begin : first + batch); i++)
        {
            random = search.RandomOf(i);
            SearchPoint? point = i < begin ? search.Space.At(places[i]) : null;
            point = point != null && untried.Contains(point) ? point : untried.Draw(ref random);
            if (point == null)
            {
                break;
            }
            untried.Remove(point);
            next.Add(new(point));
        }
        return next;
    }
}
