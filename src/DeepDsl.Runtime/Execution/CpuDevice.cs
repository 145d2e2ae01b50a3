using System.Collections.Concurrent;
using DeepDsl.CompilerServices;

namespace DeepDsl.Execution;

/// <summary>The CPU with a number of threads and a register width.</summary>
internal sealed class CpuDevice : Device
{
    private const int MostThreads = 1024;

    /// <summary>Devices are never given back, so that nobody has to dispose of one: there is one of each kind.</summary>
    private static readonly ConcurrentDictionary<(int Threads, SimdWidth Width), CpuDevice> s_shared = new();

    private readonly WorkerPool _pool;
    private readonly SimdWidth _width;

    private CpuDevice(int threads, SimdWidth width)
    {
        _pool = new(threads);
        _width = width;
    }

    public int Threads => _pool.Threads;

    public override string Name
    {
        get
        {
            string reason = SimdLevel.Reason(
                _width, SimdLevel.Best, SimdLevel.Widest(SimdLevel.IsAccelerated), Environment.GetEnvironmentVariable(SimdLevel.Variable));
            string slow = MissingMultiplyAdd.Cause is { } cause ? $"; slow, {cause}" : "";
            return $"CPU ({Threads} thread{(Threads == 1 ? "" : "s")}, {SimdLevel.Name(_width)}, {reason}{slow})";
        }
    }

    public static CpuDevice Shared(int threads, SimdWidth? asked = null)
    {
        MissingMultiplyAdd.ReportOnce();
        SimdWidth width = asked is { } some ? SimdLevel.Check(some, SimdLevel.IsAccelerated) : SimdLevel.Best;
        if (threads is < 0 or > MostThreads)
        {
            throw new ArgumentOutOfRangeException(
                nameof(threads), $"Device.Cpu takes 0 (one thread per processor) to {MostThreads} threads, found {threads}.");
        }

        int count = threads == 0 ? Math.Min(Environment.ProcessorCount, MostThreads) : threads;
        return s_shared.GetOrAdd((count, width), kind => new CpuDevice(kind.Threads, kind.Width));
    }

    public override NetworkBackend CreateBackend(NetworkDefinition definition, int seed) => new CpuBackend(definition, _pool, _width, seed);
}
