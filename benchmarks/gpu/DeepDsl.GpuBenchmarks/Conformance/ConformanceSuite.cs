using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace DeepDsl.GpuBenchmarks.Conformance;

/// <summary>
/// All tests that are given a device, in several processes: a case that ends its process, hangs, or leaves the driver broken costs that case
/// alone, and a new process goes on behind it.
/// </summary>
internal sealed class ConformanceSuite(JsonLines lines, string? only, TimeSpan budget)
{
    private static readonly TimeSpan s_longestCase = TimeSpan.FromSeconds(60);

    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private int _passed;
    private int _failed;
    private int _left;

    public async Task<bool> RunAsync(int workers)
    {
        await Task.WhenAll(Enumerable.Range(0, workers).Select(shard => Task.Run(() => ShardAsync(shard, workers))));
        lines.Write(new { kind = "conformance", passed = _passed, failed = _failed, left = _left, seconds = Math.Round(_watch.Elapsed.TotalSeconds, 1) });
        Console.WriteLine($"conformance: {_passed} passed, {_failed} failed, {_left} not run, {_watch.Elapsed.TotalSeconds:F0} s");
        return _failed == 0 && _left == 0 && _passed > 0;
    }

    private async Task ShardAsync(int shard, int shards)
    {
        List<DeviceTest> tests = DeviceTest.OfShard(shard, shards, only);
        int next = 0;
        while (next < tests.Count && _watch.Elapsed < budget)
        {
            next = await ProcessAsync(shard, shards, next, tests);
        }

        if (next < tests.Count)
        {
            Interlocked.Add(ref _left, tests.Count - next);
            lines.Note("conformance", $"{tests.Count - next} cases from {tests[next].Name} on were not run: the time was up.");
        }
    }

    /// <summary>One process from a case on; the case behind the last that it finished or died of.</summary>
    private async Task<int> ProcessAsync(int shard, int shards, int first, List<DeviceTest> tests)
    {
        using Process process = Start(shard, shards, first);
        int next = first;
        string? died = null;
        while (next < tests.Count)
        {
            TimeSpan patience = TimeSpan.FromTicks(Math.Min(s_longestCase.Ticks, (budget - _watch.Elapsed).Ticks));
            Task<string?> reading = process.StandardOutput.ReadLineAsync();
            if (patience <= TimeSpan.Zero || await Task.WhenAny(reading, Task.Delay(patience)) != reading)
            {
                process.Kill(entireProcessTree: true);
                died = _watch.Elapsed < budget ? $"It took more than {s_longestCase.TotalSeconds} s." : null;
                break;
            }

            if (await reading is not { } line)
            {
                await process.WaitForExitAsync();
                died = process.ExitCode == ConformanceWorker.Broken ? null : $"The process ended with exit code {process.ExitCode}.";
                break;
            }

            if (line.StartsWith('{') && JsonSerializer.Deserialize<WorkerMessage>(line) is { IsBegin: false } message)
            {
                Record(message);
                next = message.Index + 1;
            }
        }

        if (died is null)
        {
            return next;
        }

        Record(new WorkerMessage(next, tests[next].Name, IsBegin: false, died, 0));
        return next + 1;
    }

    private void Record(WorkerMessage message)
    {
        lines.Write(new { kind = "case", name = message.Name, failure = message.Failure, ms = Math.Round(message.Milliseconds, 1) });
        if (message.Failure is null)
        {
            Interlocked.Increment(ref _passed);
            return;
        }

        Interlocked.Increment(ref _failed);
        Console.WriteLine($"FAILED {message.Name}: {message.Failure}");
    }

    private Process Start(int shard, int shards, int skip)
    {
        ProcessStartInfo start = new(Environment.ProcessPath!) { RedirectStandardOutput = true };
        string[] arguments = ["worker", "--shard", Text(shard), "--workers", Text(shards), "--skip", Text(skip), .. only is null ? [] : new[] { "--only", only }];
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start)!;

        static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
    }
}
