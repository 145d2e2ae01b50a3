namespace DeepDsl;

/// <summary>How <see cref="Search.Run"/> searches.</summary>
public sealed record SearchOptions
{
    /// <summary>How many trials at most, those of a search that goes on included.</summary>
    public int Trials { get; init; } = 50;

    /// <summary>Chooses what to try; null for a <see cref="BayesianSearcher"/>.</summary>
    public Searcher? Searcher { get; init; }

    /// <summary>Ends trials early by what they <see cref="Trial.Report"/>; null for none.</summary>
    public Pruner? Pruner { get; init; }

    /// <summary>Whether the best score is the highest, as of an accuracy; else it is the lowest, as of a loss.</summary>
    public bool Maximize { get; init; }

    /// <summary>
    /// Trials that run at once, each on a thread of its own. Results are the same for any number. Models of trials that run at once are best
    /// made with <c>Device.Cpu(threads: ...)</c>, so that they share the cores.
    /// </summary>
    public int Parallel { get; init; } = 1;

    /// <summary>Decides what is drawn, and the <see cref="Trial.Seed"/> of each trial.</summary>
    public int Seed { get; init; }

    /// <summary>Epochs of a whole trial, in <see cref="Trial.Epochs"/>; searchers that begin with short trials give fewer.</summary>
    public int Epochs { get; init; } = 10;

    /// <summary>
    /// A folder for what is known of each trial, and for checkpoints; made if it is not there. A search that was ended in any way goes on
    /// from it. Null to keep nothing.
    /// </summary>
    public string? Store { get; init; }

    /// <summary>Points to try first.</summary>
    public IReadOnlyList<SearchPoint> First { get; init; } = [];

    /// <summary>Told about every trial that is over, in the order in which they end.</summary>
    public IProgress<TrialResult>? Progress { get; init; }

    /// <summary>Writes a line for every trial that is over.</summary>
    public bool ConsoleProgress { get; init; }

    /// <summary>Throws where no search can be made so.</summary>
    internal void Check(SearchSpace space)
    {
        Demand(Trials >= 1, $"SearchOptions.Trials is {Trials}; it must be at least 1.");
        Demand(Parallel >= 1, $"SearchOptions.Parallel is {Parallel}; it must be at least 1.");
        Demand(Epochs >= 1, $"SearchOptions.Epochs is {Epochs}; it must be at least 1.");
        Demand(Store != "", "SearchOptions.Store is empty; name a folder, or leave it out.");
        Demand(First != null && First.All(p => p != null), "SearchOptions.First is null or holds null; leave it out for none.");
        foreach (SearchPoint point in First!)
        {
            Demand(
                point.IsOf(space),
                $"SearchOptions.First holds a point of other settings ({Listing.Quoted([.. point.Keys])}); "
                + "make it by Point of the space that is searched.");
        }
    }

    private static void Demand(bool condition, string message)
    {
        if (!condition)
        {
            throw new ArgumentException(message);
        }
    }
}
