namespace DeepDsl;

/// <summary>How much of the variance of scores each setting explains (epsilon squared of a one-way analysis of variance; Kelley 1935).</summary>
internal static class SettingImportance
{
    private const int FewestTrials = 8;
    private const int MostGroups = 6;

    public static IReadOnlyDictionary<string, double> Of(SearchResult result)
    {
        IEnumerable<TrialResult> complete = result.Trials.Where(t => t.State == TrialState.Complete);
        TrialResult[] trials = [.. complete.GroupBy(t => t.Epochs).MaxBy(g => g.Count()) ?? Enumerable.Empty<TrialResult>()];
        return result.Space.Dimensions.ToDictionary(d => d.Name, d => trials.Length < FewestTrials ? 0 : Explained(d, trials));
    }

    private static double Explained(SearchDimension dimension, TrialResult[] trials)
    {
        double[][] groups = [.. Groups(dimension, trials).Select(g => g.Select(t => t.Value!.Value).ToArray())];
        double mean = trials.Average(t => t.Value!.Value);
        double total = trials.Sum(t => Square(t.Value!.Value - mean));
        double within = groups.Sum(g => g.Sum(v => Square(v - g.Average())));
        int free = trials.Length - groups.Length;
        // Groups of chance explain as much of the variance as they take degrees of freedom.
        double explained = total > 0 && free > 0 ? 1 - (within / free / (total / (trials.Length - 1))) : 0;
        return Math.Clamp(explained, 0, 1);
    }

    /// <summary>Trials of one name, or near each other in a number; of few values one group each.</summary>
    private static IEnumerable<IEnumerable<TrialResult>> Groups(SearchDimension dimension, TrialResult[] trials)
    {
        TrialResult[][] byValue =
            [.. trials.GroupBy(t => dimension.PlaceOf(t.Point[dimension.Name])).OrderBy(g => g.Key).Select(g => g.ToArray())];
        if (byValue.Length <= MostGroups || dimension.Kind == SearchDimensionKind.Text)
        {
            return byValue;
        }
        int groups = Math.Clamp(trials.Length / 4, 2, MostGroups);
        int seen = 0;
        // Trials of one value stay together.
        return byValue.GroupBy(v => (int)((long)(seen += v.Length) * groups / (trials.Length + 1))).Select(g => g.SelectMany(v => v)).ToArray();
    }

    private static double Square(double x) => x * x;
}
