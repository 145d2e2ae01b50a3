using System.Diagnostics;

namespace DeepDsl.Tool.Host;

/// <summary>Times calls.</summary>
internal static class BenchClock
{
    /// <summary>What a call is timed in, as far as there is time.</summary>
    private const int MostRuns = 15;

    /// <summary>That have a middle and two ends.</summary>
    private const int FewestRuns = 3;

    /// <summary>Of the time that is measured, what calls are given before, until the JIT has compiled anew what it compiled first.</summary>
    private const double WarmUp = 0.5;

    /// <param name="samples">Of a call.</param>
    /// <param name="seconds">To measure for; slow calls take longer, of which there are a few in any case.</param>
    /// <param name="call">What is timed.</param>
    public static BenchTimes Time(int samples, double seconds, Action call)
    {
        long calls = Math.Max(1, (long)(seconds / MostRuns / Warm(WarmUp * seconds, call)));
        List<double> times = new(MostRuns);
        long allocated = long.MaxValue;
        Stopwatch whole = Stopwatch.StartNew();
        while (times.Count < MostRuns && (times.Count < FewestRuns || whole.Elapsed.TotalSeconds < seconds))
        {
            long before = GC.GetTotalAllocatedBytes(precise: true);
            long start = Stopwatch.GetTimestamp();
            for (long i = 0; i < calls; i++)
            {
                call();
            }
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds / calls);
            allocated = Math.Min(allocated, (GC.GetTotalAllocatedBytes(precise: true) - before) / calls);
        }
        times.Sort();
        double median = (times[(times.Count - 1) / 2] + times[times.Count / 2]) / 2;
        return new BenchTimes(samples, median, times[0], times[^1], times.Count * calls, allocated);
    }

    /// <returns>Seconds of a call, by those of the second half: the first are compiled while they run.</returns>
    private static double Warm(double seconds, Action call)
    {
        Stopwatch clock = Stopwatch.StartNew();
        call();
        (long calls, long early, double earlySeconds) = (1, 1, clock.Elapsed.TotalSeconds);
        double elapsed;
        do
        {
            call();
            calls++;
            elapsed = clock.Elapsed.TotalSeconds;
            if (elapsed < seconds / 2)
            {
                (early, earlySeconds) = (calls, elapsed);
            }
        }
        while (elapsed < seconds);
        return Math.Max(elapsed - earlySeconds, 1e-9) / Math.Max(1, calls - early);
    }
}
