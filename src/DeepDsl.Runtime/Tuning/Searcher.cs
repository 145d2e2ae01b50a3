namespace DeepDsl;

/// <summary>Chooses the points that a search tries. Derive from it for a way of your own.</summary>
/// <remarks>
/// What a searcher chooses follows from the context alone, its seed included: it keeps nothing between calls. So a search that was
/// killed goes on as it would have, and results are the same however many trials run at once.
/// </remarks>
public abstract class Searcher
{
    /// <summary>Name and settings in one line; a stored search goes on only where it is the same.</summary>
    public virtual string Description => GetType().Name;

    /// <summary>
    /// The next trials, chosen by those that are over; asked again when all of these are. Their numbers follow those of the history.
    /// Of more than <see cref="SearchContext.Left"/> the first are taken; none ends the search.
    /// </summary>
    public abstract IReadOnlyList<SearchProposal> Next(SearchContext search);

    /// <summary>How many trials it takes where it follows a plan, which is worth nothing cut short; null where it takes as many as it may.</summary>
    internal virtual long? Planned(SearchSpace space, int epochs) => null;
}
