namespace DeepDsl.Tool.Watching;

/// <summary>A training that was followed.</summary>
/// <param name="Last">What was seen last; null where none was seen.</param>
/// <param name="LastEpoch">The last epoch that was seen to end; zero for none.</param>
/// <param name="Lost">Why nobody tells how it went on; null where it was seen to its end.</param>
internal sealed record FollowedRun(WatchedRun? Last, double LastEpoch, Silence? Lost)
{
    /// <summary>
    /// Whether it had nothing more to do, even if it was not seen to end. Its last batch is not enough: validation comes after that.
    /// </summary>
    public bool IsComplete => Last is { Epochs: > 0 and var epochs } && LastEpoch >= epochs;
}
