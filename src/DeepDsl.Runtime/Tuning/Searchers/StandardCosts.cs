namespace DeepDsl;

/// <summary>Costs of the trials with a mean of 0 and a deviation of 1, for models of them.</summary>
internal static class StandardCosts
{
    /// <summary>
    /// Costs more than so many times as far above the middle as the lowest is below count as that: a loss that exploded would hide all
    /// differences.
    /// </summary>
    private const double Reach = 5;

    /// <summary>A trial that failed costs as much as the worst.</summary>
    public static double[] Of(SearchContext search)
    {
        double[] costs = [.. search.History.Select(search.Cost)];
        double[] known = [.. costs.Where(double.IsFinite).Order()];
        double middle = known[known.Length / 2];
        double highest = middle > known[0] ? Math.Min(known[^1], middle + (Reach * (middle - known[0]))) : known[^1];
        double[] bounded = [.. costs.Select(c => Math.Min(c, highest))];
        double mean = bounded.Average();
        double deviation = Math.Sqrt(bounded.Average(c => (c - mean) * (c - mean)));
        return [.. bounded.Select(c => deviation > 0 ? (c - mean) / deviation : 0)];
    }
}
