using System.Diagnostics;
using System.Text.Json;

namespace DeepDsl.GpuBenchmarks.Conformance;

/// <summary>A process that runs its share of the cases, and says on its output what it begins and how that ended.</summary>
internal static class ConformanceWorker
{
    /// <summary>The exit code of one that can reach no device any more.</summary>
    public const int Broken = 3;

    private const int LongestMessage = 400;

    public static int Run(int shard, int shards, string? only, int skip)
    {
        TestRun run = new();
        List<DeviceTest> tests = DeviceTest.OfShard(shard, shards, only);
        for (int i = skip; i < tests.Count; i++)
        {
            Tell(new WorkerMessage(i, tests[i].Name, IsBegin: true, null, 0));
            Stopwatch watch = Stopwatch.StartNew();
            Exception? failure = run.Run(tests[i]);
            Tell(new WorkerMessage(i, tests[i].Name, IsBegin: false, failure is null ? null : Text(failure), watch.Elapsed.TotalMilliseconds));
            if (failure is not null && !run.Renew(failure))
            {
                return Broken;
            }
        }

        return 0;
    }

    private static void Tell(WorkerMessage message) => Console.WriteLine(JsonSerializer.Serialize(message));

    private static string Text(Exception e)
    {
        string text = $"{e.GetType().Name}: {e.Message}".ReplaceLineEndings(" ");
        return text.Length <= LongestMessage ? text : text[..LongestMessage] + "...";
    }
}
