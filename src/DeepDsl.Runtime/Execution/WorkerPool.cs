using System.Diagnostics;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;

namespace DeepDsl.Execution;

/// <summary>
/// Divides work among threads. Workers claim chunks from a counter, so one that the system holds up delays nobody; they spin for a moment
/// before they sleep, since a training step launches every few microseconds.
/// </summary>
/// <remarks>
/// How a late worker is kept off the wrong job: it first counts itself in, then looks whether a job is open. The caller closes the job,
/// then waits for the count to fall to zero. Both are full fences, so either the worker sees the job closed or the caller sees the worker.
/// </remarks>
internal sealed class WorkerPool
{
    private const int ChunksPerWorker = 8;

    private static readonly long WorkerSpinTicks = Microseconds(25);
    private static readonly long JoinSpinTicks = Microseconds(5);

    /// <summary>This thread's number in its pool; threads outside any pool are the caller, number 0.</summary>
    [ThreadStatic]
    private static int t_worker;

    private readonly object _wakeGate = new();
    private readonly object _joinGate = new();
    private Thread[] _workers = [];

    private int _busy;
    private int _published;
    private int _open;
    private int _active;
    private int _sleeping;
    private int _joining;

    private ParallelWork? _work;
    private int _count;
    private int _chunk;
    private PaddedCounter _next;
    private Exception? _failure;

    public WorkerPool(int threads)
    {
        Threads = threads;
    }

    /// <summary>The calling thread's number.</summary>
    public static int CurrentWorker => t_worker;

    /// <summary>Threads that take part, the caller among them.</summary>
    public int Threads { get; }

    /// <summary>Whether there is more than one chunk for more than one thread.</summary>
    public bool Divides(int count, int grain) => Threads > 1 && count > grain;

    /// <summary>
    /// Runs all items and returns when they are done. Where the pool is busy (with another caller, or this is a worker), they run here.
    /// </summary>
    public void Run(ParallelWork work, int count, int grain)
    {
        if (count <= 0)
        {
            return;
        }

        if (!Divides(count, grain) || Interlocked.CompareExchange(ref _busy, 1, 0) != 0)
        {
            work.Run(0, count, t_worker);
            return;
        }

        try
        {
            Publish(work, count, Math.Max(grain, count / (Threads * ChunksPerWorker)));
            Work(0);
            Join();
        }
        finally
        {
            _work = null;
            Volatile.Write(ref _busy, 0);
        }
    }

    private void Publish(ParallelWork work, int count, int chunk)
    {
        if (_workers.Length == 0)
        {
            Start();
        }

        _work = work;
        _count = count;
        _chunk = chunk;
        _next.Value = 0;
        _failure = null;
        Volatile.Write(ref _open, 1);
        Interlocked.Increment(ref _published);
        if (Volatile.Read(ref _sleeping) > 0)
        {
            Wake(((count - 1) / chunk) + 1);
        }
    }

    private void Start()
    {
        _workers = new Thread[Threads - 1];
        for (int i = 0; i < _workers.Length; i++)
        {
            int worker = i + 1;
            _workers[i] = new Thread(() => Serve(worker)) { IsBackground = true, Name = $"DeepDsl worker {worker} of {Threads}" };
            _workers[i].Start();
        }
    }

    private void Wake(int chunks)
    {
        lock (_wakeGate)
        {
            for (int i = Math.Min(_sleeping, chunks - 1); i > 0; i--)
            {
                Monitor.Pulse(_wakeGate);
            }
        }
    }

    private void Join()
    {
        Interlocked.Exchange(ref _open, 0);
        if (!SpinUntilInactive())
        {
            lock (_joinGate)
            {
                Interlocked.Exchange(ref _joining, 1);
                while (Volatile.Read(ref _active) != 0)
                {
                    Monitor.Wait(_joinGate);
                }

                _joining = 0;
            }
        }

        if (_failure is { } failure)
        {
            _failure = null;
            ExceptionDispatchInfo.Throw(failure);
        }
    }

    private void Serve(int worker)
    {
        t_worker = worker;
        int seen = 0;
        while (true)
        {
            seen = AwaitJob(seen);
            Interlocked.Increment(ref _active);
            if (Volatile.Read(ref _open) != 0)
            {
                Work(worker);
            }

            if (Interlocked.Decrement(ref _active) == 0 && Volatile.Read(ref _joining) != 0)
            {
                lock (_joinGate)
                {
                    Monitor.PulseAll(_joinGate);
                }
            }
        }
    }

    private void Work(int worker)
    {
        try
        {
            ParallelWork work = _work!;
            while (true)
            {
                long end = Interlocked.Add(ref _next.Value, _chunk);
                long begin = end - _chunk;
                if (begin >= _count)
                {
                    return;
                }

                work.Run((int)begin, (int)Math.Min(end, _count), worker);
            }
        }
        catch (Exception failure)
        {
            Interlocked.CompareExchange(ref _failure, failure, null);
            // The others stop at their next claim.
            Interlocked.Exchange(ref _next.Value, _count);
        }
    }

    /// <summary>Waits for another job than number <paramref name="seen"/>.</summary>
    private int AwaitJob(int seen)
    {
        long start = Stopwatch.GetTimestamp();
        while (Volatile.Read(ref _published) == seen)
        {
            if (Stopwatch.GetTimestamp() - start > WorkerSpinTicks)
            {
                Sleep(seen);
                break;
            }

            Thread.SpinWait(1);
        }

        return Volatile.Read(ref _published);
    }

    private void Sleep(int seen)
    {
        lock (_wakeGate)
        {
            Interlocked.Increment(ref _sleeping);
            while (Volatile.Read(ref _published) == seen)
            {
                Monitor.Wait(_wakeGate);
            }

            _sleeping--;
        }
    }

    private bool SpinUntilInactive()
    {
        long start = Stopwatch.GetTimestamp();
        while (Volatile.Read(ref _active) != 0)
        {
            if (Stopwatch.GetTimestamp() - start > JoinSpinTicks)
            {
                return false;
            }

            Thread.SpinWait(1);
        }

        return true;
    }

    private static long Microseconds(int count) => Math.Max(1, Stopwatch.Frequency * count / 1_000_000);

    /// <summary>A cache line to itself: every claim writes it, while waiting workers read the fields around.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 192)]
    private struct PaddedCounter
    {
        [FieldOffset(64)]
        public long Value;
    }
}
