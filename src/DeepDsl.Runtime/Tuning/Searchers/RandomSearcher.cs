namespace DeepDsl;

/// <summary>Tries points that a seed draws, each value with equal probability, and none twice while there are others.</summary>
public sealed class RandomSearcher : Searcher
{
    /// <inheritdoc/>
    public override IReadOnlyList<SearchProposal> Next(SearchContext search)
    {
        UntriedPoints untried = new(search.Space, search.History);
        List<SearchProposal> next = [];
        for (int i = 0; i < search.Left; i++)
        {
            SearchRandom random = search.RandomOf(search.History.Count + i);
            if (untried.Draw(ref random) is not { } point)
            {
                break;
            }
            untried.Remove(point);
            next.Add(new(point));
        }
        return next;
    }
}
