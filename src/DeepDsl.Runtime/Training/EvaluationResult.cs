namespace DeepDsl;

/// <summary>What a model gave on a data set.</summary>
/// <param name="Loss">Mean loss over the samples.</param>
/// <param name="Metrics">Metrics by name.</param>
/// <param name="Samples">Number of samples.</param>
public sealed record EvaluationResult(double Loss, IReadOnlyDictionary<string, double> Metrics, int Samples)
{
    /// <summary>A metric by name.</summary>
    public double this[string metric] =>
        Metrics.TryGetValue(metric, out double value)
            ? value
            : throw new KeyNotFoundException(
                $"'{metric}' was not measured; measured were {Listing.Quoted([.. Metrics.Keys])}.");

    /// <inheritdoc/>
    public override string ToString() =>
        string.Join(
            "  ", Metrics.Select(m => (m.Key, m.Value)).Prepend(("loss", Loss)).Select(m => $"{m.Item1} {ProgressLine.Number(m.Item2)}"));
}
