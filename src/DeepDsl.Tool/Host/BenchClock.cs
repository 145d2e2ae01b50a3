using System.Diagnostics;

namespace DeepDsl.Tool.Host;

/// <summary>Times calls.</summary>
internal static class BenchClock
{
    /// <summary>What a call is timed in; the fewest that have a middle and two ends.</summary>
    private const int Runs = 15;

    /// <summary>Of the time that is measured, what calls are given before, until the JIT has compiled anew what it compiled first.</summary>
    private const double WarmUp = 0.5;

    /// <param name="samples">Of a call.</param>
    /// <param name="seconds">To measure for.</param>
    /// <param name="call">What is timed.</param>
    public static BenchTimes Time(int samples, double seconds, Action call)
    {
        int warm = 0;
        Stopwatch clock = Stopwatch.StartNew();
        do
        {
            call();
            warm++;
        }
        while (clock.Elapsed.TotalSeconds < WarmUp * seconds);
        int calls = Math.Max(1, (int)(seconds / Runs / (clock.Elapsed.TotalSeconds / warm)));
        double[] times = new double[Runs];
        long allocated = long.MaxValue;
        for (int run = 0; run < Runs; run++)
        {
            long before = GC.GetTotalAllocatedBytes(precise: true);
            clock.Restart();
            for (int i = 0; i < calls; i++)
            {
                call();
            }
            times[run] = clock.Elapsed.TotalMilliseconds / calls;
            allocated = Math.Min(allocated, (GC.GetTotalAllocatedBytes(precise: true) - before) / calls);
        }
        Array.Sort(times);
        return new BenchTimes(samples, times[Runs / 2], times[0], times[^1], Runs * calls, allocated);
    }
}
