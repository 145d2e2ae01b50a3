using System.Diagnostics;

namespace DeepDsl.GpuBenchmarks.Timing;

/// <summary>Milliseconds of a call, each the mean of a chunk of calls after which the device was waited for.</summary>
internal sealed record Measurement(double MedianMs, double LeastMs, int Calls)
{
    private const double ChunkMs = 40;
    private const int FewestChunks = 5;
    private const int WarmCalls = 3;

    /// <param name="call">What is timed.</param>
    /// <param name="wait">Waits for the device.</param>
    /// <param name="seconds">How long to time it, and one call at least.</param>
    public static Measurement Of(Action call, Action wait, double seconds)
    {
        Stopwatch all = Stopwatch.StartNew();
        for (int i = 0; i == 0 || (i < WarmCalls && all.Elapsed.TotalSeconds < seconds); i++)
        {
            call();
        }

        wait();
        int size = Math.Clamp((int)(ChunkMs / Chunk(call, wait, 1)), 1, 10_000);
        List<double> chunks = [];
        all.Restart();
        while (all.Elapsed.TotalSeconds < seconds || (chunks.Count < FewestChunks && all.Elapsed.TotalSeconds < 4 * seconds))
        {
            chunks.Add(Chunk(call, wait, size));
        }

        if (chunks.Count == 0)
        {
            chunks.Add(Chunk(call, wait, size));
        }

        chunks.Sort();
        return new Measurement(chunks[chunks.Count / 2], chunks[0], chunks.Count * size);
    }

    private static double Chunk(Action call, Action wait, int calls)
    {
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < calls; i++)
        {
            call();
        }

        wait();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds / calls;
    }
}
