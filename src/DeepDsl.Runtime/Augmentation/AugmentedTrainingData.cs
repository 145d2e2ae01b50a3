using System.Runtime.ExceptionServices;
using DeepDsl.CompilerServices;

namespace DeepDsl;

/// <summary>
/// A data set whose samples are changed on threads of their own, a few updates ahead. Which thread makes them changes nothing: all that is
/// drawn follows from seed, epoch and the place in it.
/// </summary>
internal sealed class AugmentedTrainingData : ITrainingData
{
    /// <summary>Updates whose samples lie ready beside the one that is computed.</summary>
    private const int Ahead = 2;

    private readonly object _gate = new();
    private readonly NetworkDefinition _model;
    private readonly WholeTrainingData _source;
    private readonly AugmentPlan _changes;
    private readonly CancellationToken _cancellation;
    private readonly Thread[] _threads;
    private AugmentedSlot[] _slots = [];
    private int[] _filled = []; // by slot: the update that it holds; -1 for none
    private Exception?[] _failures = [];
    private CancellationTokenRegistration _wakeUp;
    private FitPlan _plan;
    private AugmentedSlot? _present;
    private int _epoch;
    private int _next;
    private int _done;
    private bool _started;
    private bool _ended;

    public AugmentedTrainingData(NetworkDefinition model, WholeTrainingData source, FitOptions options)
    {
        (_model, _source, _cancellation) = (model, source, options.CancellationToken);
        _changes = new AugmentPlan(model, source.Binding, options.Augment);
        _threads = new Thread[options.AugmentThreads];
    }

    public int Samples => _source.Samples;

    public int ShuffleBuffer => 0;

    public DatasetBinding Whole => _source.Binding;

    public DatasetBinding Binding => _present?.Data ?? throw new InvalidOperationException("No update has begun.");

    public bool AreFinite => _source.AreFinite;

    public void StartEpoch(in FitPlan plan, int epoch, int batch)
    {
        _source.StartEpoch(plan, epoch, batch);
        if (!_started)
        {
            _slots = new AugmentedSlot[Ahead + _threads.Length];
            for (int i = 0; i < _slots.Length; i++)
            {
                _slots[i] = new AugmentedSlot(_model, Whole, _changes, plan, AreFinite);
            }
            (_filled, _failures) = (new int[_slots.Length], new Exception?[_slots.Length]);
        }
        lock (_gate)
        {
            (_plan, _epoch, _next, _done) = (plan, epoch, batch, batch);
            Array.Fill(_filled, -1);
            Monitor.PulseAll(_gate);
        }
        if (!_started)
        {
            Start();
        }
    }

    /// <summary>Rows of what was changed; those of the update before may be overwritten from here on.</summary>
    public ReadOnlySpan<int> Rows(int start, int count)
    {
        int update = start / _plan.SamplesPerUpdate;
        lock (_gate)
        {
            _done = update;
            Monitor.PulseAll(_gate);
        }
        _present = Take(update);
        return _present.Rows;
    }

    /// <summary>Named as the rows of the data set that they were made from.</summary>
    public string? FindNonFinite(ReadOnlySpan<int> rows) => Whole.FindNonFinite(_present!.Sources);

    private void Start()
    {
        _started = true;
        _wakeUp = _cancellation.Register(Wake);
        for (int i = 0; i < _threads.Length; i++)
        {
            _threads[i] = new Thread(FillSlots) { IsBackground = true, Name = "DeepDsl augmentation" };
            _threads[i].Start();
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
            slot.Fill(_source.Rows(start, Math.Min(_plan.SamplesPerUpdate, _plan.SamplesUsed - start)), start, _epoch);
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
