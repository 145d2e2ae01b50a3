using System.Diagnostics;

namespace DeepDsl.Benchmarks;

/// <summary>Times of single calls, in milliseconds.</summary>
internal sealed record Measurement(double MedianMs, double MinMs, double P90Ms, int Calls)
{
    private static readonly TimeSpan s_warmUp = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_measured = TimeSpan.FromSeconds(3);
    private const int FewestCalls = 10;

    public static Measurement Of(Action call)
    {
        // Until the JIT has replaced what it compiled first.
        Repeat(call, s_warmUp, []);
        List<double> times = [];
        Repeat(call, s_measured, times);
        times.Sort();
        return new Measurement(times[times.Count / 2], times[0], times[times.Count * 9 / 10], times.Count);
    }

    private static void Repeat(Action call, TimeSpan duration, List<double> times)
    {
        Stopwatch all = Stopwatch.StartNew();
        for (int i = 0; i < FewestCalls || all.Elapsed < duration; i++)
        {
            long start = Stopwatch.GetTimestamp();
            call();
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }
    }
}
