namespace DeepDsl;

/// <summary>The trials of a search that are over.</summary>
public sealed class SearchResult
{
    internal SearchResult(SearchSpace space, bool maximize, IEnumerable<TrialResult> trials)
    {
        Space = space;
        Maximize = maximize;
        Trials = [.. trials.OrderBy(t => t.Number)];
    }

    /// <summary>The settings that were varied.</summary>
    public SearchSpace Space { get; }

    /// <summary>Whether the best score is the highest.</summary>
    public bool Maximize { get; }

    /// <summary>The trials, by their numbers.</summary>
    public IReadOnlyList<TrialResult> Trials { get; }

    /// <summary>The trial of the best score, of complete ones that trained for the most epochs; of equal ones the first.</summary>
    /// <exception cref="InvalidOperationException">No trial is complete.</exception>
    public TrialResult Best => Ranked.FirstOrDefault() ?? throw new InvalidOperationException(
        Trials.Count == 0 ? "The search has no trial that is over."
        : Trials.FirstOrDefault(t => t.State == TrialState.Failed) is { } failed
            ? $"None of {Trials.Count} trials is complete. The first that failed: {failed}."
            : $"None of {Trials.Count} trials is complete: all were ended early.");

    /// <summary>Complete trials of the most epochs, the best first.</summary>
    public IEnumerable<TrialResult> Ranked
    {
        get
        {
            TrialResult[] complete = [.. Trials.Where(t => t.State == TrialState.Complete)];
            int most = complete.Length == 0 ? 0 : complete.Max(t => t.Epochs);
            return complete.Where(t => t.Epochs == most).OrderBy(t => Maximize ? -t.Value : t.Value).ThenBy(t => t.Number);
        }
    }

    /// <summary>What is stored in a folder of <see cref="SearchOptions.Store"/>, also while the search runs.</summary>
    /// <exception cref="InvalidDataException">The file is not what a search wrote.</exception>
    public static SearchResult Load(string folder)
    {
        StoredSearch stored = SearchLog.Read(folder);
        return new SearchResult(stored.Header.Space, stored.Header.Maximize, stored.Ends.Values);
    }

    /// <summary>
    /// For each setting the part of the scores' variance that it explains by itself, from 0 to 1, without what chance would explain. Scores
    /// are those of the complete trials of one length, of which most are; below 8 of them nothing is said, and all are 0.
    /// </summary>
    public IReadOnlyDictionary<string, double> Importance() => SettingImportance.Of(this);

    /// <summary>A header and a line a trial; numbers so that they read back as they are.</summary>
    public string ToCsv() => SearchTable.Csv(this);

    /// <summary>An array of an object a trial.</summary>
    public string ToJson() => SearchTable.Json(this);

    /// <summary>
    /// A picture by itself: an axis for each setting and one for the score, a line for each trial through its values, the better the darker.
    /// It adapts to light and dark surroundings.
    /// </summary>
    public string ToSvg() => ParallelCoordinates.Draw(this);

    /// <summary>A table of the best twenty, what became of the others, and the importance of settings.</summary>
    public override string ToString() => SearchTable.Text(this);
}
