using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace DeepDsl;

/// <summary>Long pieces of work on threads of their own, one of them the caller's.</summary>
internal static class Workers
{
    /// <summary>
    /// Takes the pieces in their order. After an error or a cancellation none is begun, and when all that were are over it is thrown.
    /// </summary>
    public static void Run(IReadOnlyCollection<int> pieces, int threads, CancellationToken cancel, Action<int> work)
    {
        ConcurrentQueue<int> waiting = new(pieces);
        ExceptionDispatchInfo? error = null;
        Task[] others =
        [
            .. Enumerable.Range(1, Math.Max(0, Math.Min(threads, pieces.Count) - 1))
                .Select(_ => Task.Factory.StartNew(Loop, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)),
        ];
        Loop();
        Task.WaitAll(others, CancellationToken.None);
        error?.Throw();
        cancel.ThrowIfCancellationRequested();

        void Loop()
        {
            try
            {
                while (Volatile.Read(ref error) == null && !cancel.IsCancellationRequested && waiting.TryDequeue(out int piece))
                {
                    work(piece);
                }
            }
            catch (Exception e)
            {
                Interlocked.CompareExchange(ref error, ExceptionDispatchInfo.Capture(e), null);
            }
        }
    }
}
