namespace DeepDsl;

/// <summary>Searches for the settings of the best score.</summary>
public static class Search
{
    /// <summary>Tries points of a space until the trials are spent or the searcher is done.</summary>
    /// <param name="space">The settings and their values.</param>
    /// <param name="score">
    /// Gives a trial's score, such as the loss on a validation set. One that throws or gives no finite number is a failed trial, and the search
    /// goes on. Called on several threads where <see cref="SearchOptions.Parallel"/> is above 1.
    /// </param>
    /// <param name="options">How; null for 50 trials of a <see cref="BayesianSearcher"/> that seek the lowest score.</param>
    /// <param name="cancel">Ends the search with an <see cref="OperationCanceledException"/>; a stored one can go on.</param>
    /// <remarks>
    /// The outcome follows from the seeds alone, whatever <see cref="SearchOptions.Parallel"/>, if scores follow from point, seed and epochs of
    /// the trial. With <see cref="SearchOptions.Store"/> a search that was killed goes on as it would have: trials that were under way run
    /// again with their seeds, those that fit with <see cref="Trial.Options"/> from their last checkpoint.
    /// </remarks>
    /// <exception cref="InvalidOperationException">The store holds another search.</exception>
    /// <exception cref="InvalidDataException">The store is damaged.</exception>
    /// <exception cref="IOException">The store cannot be read or written, or another process searches in it.</exception>
    public static SearchResult Run(
        SearchSpace space, Func<Trial, double> score, SearchOptions? options = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(space);
        ArgumentNullException.ThrowIfNull(score);
        options ??= new();
        options.Check(space);
        Searcher searcher = options.Searcher ?? new BayesianSearcher();
        CheckPlan(searcher, space, options);
        using SearchLog? log = options.Store == null ? null : SearchLog.Open(options.Store, SearchHeader.Of(space, searcher, options));
        return new SearchRun(space, searcher, options, score, log).Run(cancel);
    }

    private static void CheckPlan(Searcher searcher, SearchSpace space, SearchOptions options)
    {
        if (searcher.Planned(space, options.Epochs) is not long planned)
        {
            return;
        }
        if (options.First.Count > 0)
        {
            throw new ArgumentException($"SearchOptions.First is given, but {searcher.Description} follows a plan of its own; leave First out.");
        }
        if (planned > options.Trials)
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"{searcher.Description} takes {planned:N0} trials, but SearchOptions.Trials is {options.Trials}; allow as many, or plan fewer."));
        }
    }
}
