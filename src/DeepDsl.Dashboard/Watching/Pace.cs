using System.Diagnostics;

namespace DeepDsl;

/// <summary>When to look at a training again: some times a second, and less often where looking takes more than a hundredth of the time.</summary>
/// <param name="between">From one look to the next, at least.</param>
internal sealed class Pace(TimeSpan between)
{
    /// <summary>Of the time, one part is for looking.</summary>
    private const int Share = 100;

    private readonly long _between = (long)(between.TotalSeconds * Stopwatch.Frequency);
    private long _next = long.MinValue;
    private bool _isWarm;

    public bool IsDue(long now) => now >= _next;

    /// <summary>After a look.</summary>
    public void Looked(long start, long end)
    {
        // The first look is compiled while it looks, and says nothing about those to come.
        long cost = _isWarm ? (end - start) * Share : 0;
        _next = end + (_between == 0 ? 0 : Math.Max(_between, cost));
        _isWarm = true;
    }
}
