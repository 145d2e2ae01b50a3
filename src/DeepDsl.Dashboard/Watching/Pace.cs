using System.Diagnostics;

namespace DeepDsl;

/// <summary>
/// When to look at a training again: some times a second, and less often where looking takes more than a hundredth of the time.
/// </summary>
/// <param name="between">From one look to the next, at least.</param>
internal sealed class Pace(TimeSpan between)
{
    /// <summary>Of the time, one part is for looking.</summary>
    private const int Share = 100;

    private readonly long _between = (long)(between.TotalSeconds * Stopwatch.Frequency);
    private long _next = long.MinValue;
    private long _lastCost;

    public bool IsDue(long now) => now >= _next;

    /// <summary>After a look.</summary>
    public void Looked(long start, long end)
    {
        // The lesser of two: the first look is compiled while it looks, and during any other somebody else may have had the processor.
        long cost = end - start;
        _next = end + (_between == 0 ? 0 : Math.Max(_between, Math.Min(cost, _lastCost) * Share));
        _lastCost = cost;
    }
}
