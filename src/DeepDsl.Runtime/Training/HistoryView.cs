namespace DeepDsl;

/// <summary>What a debugger shows of a history: each column as an array, beside the rows.</summary>
internal sealed class HistoryView(History history)
{
    public EpochResult[] Epochs => [.. history.Epochs];

    public KeyValuePair<string, double[]>[] Columns =>
        [.. history.Epochs.Take(1).SelectMany(e => e.Names).Select(n => new KeyValuePair<string, double[]>(n, history[n]))];

    public string? StopReason => history.StopReason;

    public string Table => history.ToString();
}
