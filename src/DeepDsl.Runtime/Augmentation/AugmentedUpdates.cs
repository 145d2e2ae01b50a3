using System.Runtime.ExceptionServices;

namespace DeepDsl;

/// <summary>
/// Makes the samples of a fit's updates on threads of its own, a few ahead. Which thread makes them changes nothing: all that is drawn
/// follows from seed, epoch and sample.
/// </summary>
internal sealed class AugmentedUpdates : IDisposable
{
    /// <summary>Updates whose samples lie ready beside the one that is computed.</summary>
    private const int Ahead = 2;

    private readonly object _gate = new();
    private readonly FitPlan _plan;
    private readonly CancellationToken _cancellation;
    private readonly AugmentedSlot[] _slots;
    private readonly int[] _filled; // by slot: the update that it holds; -1 for none
    private readonly Exception?[] _failures;
    private readonly Thread[] _threads;
    private CancellationTokenRegistration _wakeUp;
    private int[] _rows = [];
    private int[]? _places;
    private int _epoch;
    private int _next;
    private int _done;
    private bool _started;
    private bool _ended;

    public AugmentedUpdates(
        Network network, DatasetBinding data, FitPlan plan, FitOptions options, BatchMetrics metrics, bool dataAreFinite)
    {
        (_plan, _cancellation) = (plan, options.CancellationToken);
        AugmentPlan changes = new(network.Definition, data, options.Augment);
        _slots = new AugmentedSlot[Ahead + options.AugmentThreads];
        for (int i = 0; i < _slots.Length; i++)
        {
            _slots[i] = new AugmentedSlot(network, data, changes, plan, metrics, dataAreFinite);
        }
        _filled = new int[_slots.Length];
        _failures = new Exception?[_slots.Length];
        _threads = new Thread[options.AugmentThreads];
        _next = plan.Updates;
    }

    /// <summary>Begins an epoch, behind the end of the one before.</summary>
    /// <param name="epoch">From 0.</param>
    /// <param name="firstUpdate">Where it stands in the epoch.</param>
    /// <param name="rows">In the order of the epoch; they stay as they are until it ends.</param>
    /// <param name="places">Of those in the training set; null where that is the order.</param>
    public void Begin(int epoch, int firstUpdate, int[] rows, int[]? places)
    {
        lock (_gate)
        {
            (_epoch, _next, _done, _rows, _places) = (epoch, firstUpdate, firstUpdate, rows, places);
            Array.Fill(_filled, -1);
            Monitor.PulseAll(_gate);
        }
        if (_started)
        {
            return;
        }
        _started = true;
        _wakeUp = _cancellation.Register(Wake);
        for (int i = 0; i < _threads.Length; i++)
        {
            _threads[i] = new Thread(FillSlots) { IsBackground = true, Name = "DeepDsl augmentation" };
            _threads[i].Start();
        }
    }

    /// <summary>Gradients of one update's samples, as <see cref="BatchGradients.Find"/>.</summary>
    public (double Loss, double Weight) FindGradients(int update, BatchGradients.DivergedError diverged)
    {
        AugmentedSlot slot = Take(update);
        try
        {
            return slot.Gradients.Find(slot.Rows, diverged);
        }
        finally
        {
            lock (_gate)
            {
                _done = update + 1;
                Monitor.PulseAll(_gate);
            }
        }
    }

    /// <summary>Ends the threads; nothing reads the data any more when it returns.</summary>
    public void Dispose()
    {
        if (!_started)
        {
            return;
        }
        lock (_gate)
        {
            _ended = true;
            Monitor.PulseAll(_gate);
        }
        foreach (Thread thread in _threads)
        {
            thread.Join();
        }
        _wakeUp.Dispose();
    }

    private AugmentedSlot Take(int update)
    {
        int slot = update % _slots.Length;
        lock (_gate)
        {
            while (_filled[slot] != update)
            {
                _cancellation.ThrowIfCancellationRequested();
                Monitor.Wait(_gate);
            }
        }
        if (_failures[slot] is { } failure)
        {
            ExceptionDispatchInfo.Throw(failure);
        }
        return _slots[slot];
    }

    private void FillSlots()
    {
        while (true)
        {
            int update;
            lock (_gate)
            {
                while (!_ended && (_next >= _plan.Updates || _next - _done >= _slots.Length))
                {
                    Monitor.Wait(_gate);
                }
                if (_ended)
                {
                    return;
                }
                update = _next++;
            }
            int slot = update % _slots.Length;
            Exception? failure = Fill(_slots[slot], update);
            lock (_gate)
            {
                (_filled[slot], _failures[slot]) = (update, failure);
                Monitor.PulseAll(_gate);
            }
        }
    }

    private Exception? Fill(AugmentedSlot slot, int update)
    {
        try
        {
            int start = update * _plan.SamplesPerUpdate;
            slot.Fill(_rows.AsSpan(start, Math.Min(_plan.SamplesPerUpdate, _plan.SamplesUsed - start)), _places, start, _epoch);
            return null;
        }
        catch (Exception e)
        {
            return e;
        }
    }

    private void Wake()
    {
        lock (_gate)
        {
            Monitor.PulseAll(_gate);
        }
    }
}
