namespace DeepDsl;

/// <summary>What a searcher chooses by.</summary>
public sealed class SearchContext
{
    internal SearchContext(SearchSpace space, SearchOptions options, IReadOnlyList<TrialResult> history)
    {
        Space = space;
        Maximize = options.Maximize;
        Seed = options.Seed;
        Epochs = options.Epochs;
        Left = options.Trials - history.Count;
        History = history;
    }

    /// <summary>The settings that are varied.</summary>
    public SearchSpace Space { get; }

    /// <summary>Whether the best score is the highest.</summary>
    public bool Maximize { get; }

    /// <summary>Seed of the search.</summary>
    public int Seed { get; }

    /// <summary>Epochs of a whole trial.</summary>
    public int Epochs { get; }

    /// <summary>How many more trials there may be.</summary>
    public int Left { get; }

    /// <summary>The trials that are over, by their numbers.</summary>
    public IReadOnlyList<TrialResult> History { get; }

    /// <summary>The score of a trial, so that lower is better; infinite for one that failed.</summary>
    public double Cost(TrialResult trial) => trial.Value is double value ? (Maximize ? -value : value) : double.PositiveInfinity;

    /// <summary>Random numbers of one trial, whatever others drew.</summary>
    internal SearchRandom RandomOf(int trial) => new(RowOrder.ForEpoch((ulong)Seed, trial));
}
